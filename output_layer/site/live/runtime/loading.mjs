// Fetches what is kept compressed, and tells how far it is. A server that has unpacked it on the
// way, as some do with what they know as compressed, does no harm.

const GZIP = [0x1f, 0x8b];

// Reads a response whole, telling `tell` the number of bytes so far.
async function bytesOf(response, tell) {
  const parts = [];
  let loaded = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    tell((loaded += value.length));
  }
  return new Blob(parts);
}

// Returns a file as it was fetched. A server's answer that is no such file is an error.
export async function fetched(address, tell) {
  const response = await fetch(address);
  if (!response.ok) throw new TypeError(`${address}: ${response.status}`);
  return bytesOf(response, tell);
}

// Returns a stream of what is in a file.
export async function plain(blob) {
  const start = new Uint8Array(await blob.slice(0, GZIP.length).arrayBuffer());
  const packed = GZIP.every((byte, place) => start[place] === byte);
  return packed ? blob.stream().pipeThrough(new DecompressionStream("gzip")) : blob.stream();
}
