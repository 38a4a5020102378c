import { RidaError } from '../../core/errors.ts';
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

function problemWithContent(error: RidaError): RidaError | UsageError {
  const { problem, columns = '', line = 0, encoding = '' } = error.params;
  if (problem === 'jsonArray') return new UsageError('cli.import.jsonArray');
  if (problem === 'missingColumns') return new UsageError('cli.import.missingColumns', { columns });
  if (problem === 'endlessRow') return new UsageError('cli.import.endlessRow', { line });
  if (error.code === 'unsupportedEncoding') return new UsageError('cli.import.wrongEncoding', { encoding });
  return error;
}
