/** Lambda takes 6 MB. What is more never leaves this process, which may have more than the gateway can hold. */
const MAX_RESULT_BYTES = 6_291_556;

/** What a handler has returned, as the gateway is told. */
export function resultMessage(result) {
  const payload = JSON.stringify(result) ?? 'null';
  const bytes = Buffer.byteLength(payload);
  return bytes > MAX_RESULT_BYTES ? { type: 'oversized-result', bytes } : { type: 'result', payload };
}
