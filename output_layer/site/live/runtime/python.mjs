// Python for a page: `start`, then `run` and `message`, and `stop`. All that is known of the
// runtime stands in this folder, so that another may take its place.

// A function type with two kinds of values that the runtime needs, and that browsers have had since
// about 2025: exceptions, and the empty kind of what comes from outside.
const PROBE = [0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 2, 105, 114, 0];
const REASONS = { CompileError: "old", RangeError: "memory", TypeError: "network" };

let kept; // the compiled runtime and the library, for whoever starts again

class Refused extends Error {
  constructor(reason, message) {
    super(message);
    this.reason = reason;
  }
}

// Tells why this page cannot have Python, if that can be told before anything is fetched.
function obstacle() {
  if (location.protocol === "file:") return "disk";
  const able = typeof Worker === "function" && typeof DecompressionStream === "function";
  const valid = able && typeof WebAssembly === "object" && WebAssembly.validate(new Uint8Array(PROBE));
  return valid ? undefined : "old";
}

async function addresses(base) {
  const response = await fetch(new URL("files.json", base), { cache: "no-cache" });
  if (!response.ok) throw new Refused("network", `files.json: ${response.status}`);
  return response.json();
}

function progress(files, loaded) {
  const total = files.runtime.bytes + files.library.bytes;
  return { part: "runtime", loaded: loaded.runtime + loaded.library, total };
}

// Calls of functions of the session, in Python: JSON's texts and numbers are Python's too.
const RUN = (code, cell) => `__import__("live_session").run(${JSON.stringify(code)}, ${cell})`;
const MESSAGE = (widget, state) =>
  `__import__("live_session").message(${JSON.stringify(widget)}, ${JSON.stringify(JSON.stringify(state))})`;

class Python {
  constructor(worker, onMessage) {
    Object.assign(this, { worker, onMessage, waiting: new Map(), count: 0, status: "ok" });
  }

  run({ code, cell }, take) {
    return this.turn(RUN(code, cell), take);
  }

  message({ widget, state }) {
    return this.turn(MESSAGE(widget, state));
  }

  // Turns come one after another; what is said meanwhile belongs to the one that runs.
  turn(code, take = this.onMessage) {
    const id = (this.count += 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { take, resolve, reject });
      this.worker.postMessage({ turn: { id, code } });
    });
  }

  hear({ line, ended, failed, lost, memory }) {
    const [[first, current] = []] = this.waiting;
    if (memory) this.memory = memory;
    if (line) return this.say(JSON.parse(line), current?.take ?? this.onMessage);
    if (lost) return this.fail(new Refused(REASONS[lost.name] ?? "failed", lost.message));
    if (ended !== first) return undefined;
    this.waiting.delete(ended);
    if (failed) current.reject(new Refused("failed", failed));
    else current.resolve({ status: this.status });
    return undefined;
  }

  say(message, take) {
    if (message.output_type === "status") this.status = message.status;
    else take(message);
  }

  fail(error) {
    this.waiting.forEach(({ reject }) => reject(error));
    this.waiting.clear();
    this.stop();
  }

  stop() {
    this.worker.terminate();
  }
}

// Starts Python. `base` is where its files are, `onProgress` is told { part, loaded, total } in
// bytes, `onMessage` what no running cell has asked for. An error's `reason` is one of disk, old,
// memory, network, failed.
export async function start({ base, onProgress = () => {}, onMessage = () => {}, signal }) {
  const reason = obstacle();
  if (reason) throw new Refused(reason, reason);
  const files = await addresses(base).catch((error) => { throw new Refused("network", error.message); });
  const worker = new Worker(new URL("runtime/worker.js", base), { type: "module" });
  const python = new Python(worker, onMessage);
  signal?.addEventListener("abort", () => python.stop());
  const places = { runtime: new URL(files.runtime.file, base).href, library: new URL(files.library.file, base).href };
  worker.postMessage({ start: { addresses: places, kept } });
  return new Promise((resolve, reject) => {
    const refuse = (error) => {
      python.stop();
      reject(error);
    };
    worker.onerror = (event) => refuse(new Refused("failed", event.message));
    worker.onmessage = ({ data }) => {
      if (data.loaded) onProgress(progress(files, data.loaded));
      else if (data.starting) onProgress({ part: "starting", loaded: 1, total: 1 });
      else if (data.lost) refuse(new Refused(REASONS[data.lost.name] ?? "failed", data.lost.message));
      else if (data.ready) {
        kept = data.ready;
        python.memory = data.memory;
        worker.onmessage = (event) => python.hear(event.data);
        resolve(python);
      }
    };
  });
}
