import { once } from 'node:events';
import { connect, createServer } from 'node:net';

export interface TcpDoor {
  port: number;
  /** Lets nothing through any more on the connections there are, and tells nobody: as when a cable is pulled. */
  mute(): void;
  close(): void;
}

/** A TCP port of this machine that leads to a socket file, so that a private server looks like one far away. */
export async function openTcpDoor(socketPath: string): Promise<TcpDoor> {
  const mutes: (() => void)[] = [];
  const server = createServer((outside) => {
    const inside = connect(socketPath);
    outside.pipe(inside).pipe(outside);
    mutes.push(() => {
      outside.unpipe(inside).resume();
      inside.unpipe(outside).resume();
    });
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
  const mute = (): void => mutes.forEach((each) => each());
  return { port: address.port, mute, close: () => void server.close() };
}
