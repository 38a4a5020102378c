/** A body of `multipart/form-data`: texts first, then the file, with its headers. */
export function formOf(
  file: string | Buffer,
  { name = 'table.csv', ...fields }: Record<string, string> = {},
): { headers: Record<string, string>; payload: Buffer } {
  const boundary = 'the-boundary-of-the-tests';
  const part = (disposition: string, content: string | Buffer): Buffer =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`),
      Buffer.from(content),
      Buffer.from('\r\n'),
    ]);
  const parts = Object.entries(fields).map(([field, value]) => part(`name="${field}"`, value));
  const end = Buffer.from(`--${boundary}--\r\n`);
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([...parts, part(`name="file"; filename="${name}"`, file), end]),
  };
}
