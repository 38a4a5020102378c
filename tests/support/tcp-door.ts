import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** A TCP port of this machine that leads to a socket file, so that a private server looks like one far away. */
export async function openTcpDoor(socketPath: string): Promise<{ port: number; close(): void }> {
  const server = createServer((outside) => {
    const inside = connect(socketPath);
    outside.pipe(inside).pipe(outside);
    const end = (): void => {
      outside.destroy();
      inside.destroy();
    };
    outside.on('error', end).on('close', end);
    inside.on('error', end).on('close', end);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, close: () => void server.close() };
}
