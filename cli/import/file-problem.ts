import { RidaError } from '../../core/errors.ts';
import type { MessageKey } from '../../locales/messages.ts';
import { UsageError } from '../usage-error.ts';

/** Says of a file that cannot be imported as it is what to do about it; other errors come back as they are. */
export function fileProblem(error: unknown, file: string): unknown {
  if (error instanceof RidaError) return problemWithContent(error);
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    if (['ENOENT', 'EISDIR', 'EACCES', 'ENOTDIR'].includes(error.code)) {
      return new UsageError('cli.import.unreadableFile', { file, reason: error.code });
    }
    if (error.code.startsWith('Z_')) return new UsageError('cli.import.brokenGzip', { file });
  }
  return error;
}

function problemWithContent(error: RidaError): UsageError {
  if (error.params['problem'] === 'jsonArray') return new UsageError('cli.import.jsonArray');
  const key: MessageKey = `errors.${error.code}.detail`;
  return new UsageError(key, error.params);
}
