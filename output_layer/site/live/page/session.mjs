// Python and the cells that wait for it, in their order. A cell whose code needs what earlier cells
// make is never run before them.

export class Session {
  // `open(onMessage)` starts a Python; `show` is told what happens.
  constructor(cells, open, show) {
    Object.assign(this, { cells, open, show, queue: [], busy: false });
  }

  // Starts Python; what an older one still says is not heard any more.
  begin() {
    const life = {};
    this.life = life;
    this.count = 0;
    this.halted = new Promise((resolve) => { this.halt = resolve; });
    this.python = this.open((message) => life === this.life && this.show.message(message));
    this.python.then((python) => this.arrives(python, life), () => {});
    return this.python;
  }

  arrives(python, life) {
    if (life === this.life) this.living = python;
    else python.stop();
  }

  above(cell) {
    return this.cells.slice(0, this.cells.indexOf(cell));
  }

  // Runs a cell after all earlier ones that have not run yet.
  runCell(cell) {
    return this.run([...this.above(cell).filter(({ ran }) => !ran), cell], cell);
  }

  runAbove(cell) {
    return this.run(this.above(cell));
  }

  runAll() {
    return this.run(this.cells);
  }

  // Code from a link runs only if it is `asked`: a reader has pressed its own button.
  async run(cells, asked) {
    const unread = cells.findIndex((cell) => cell.fromLink && cell !== asked);
    const wanted = unread < 0 ? cells : cells.slice(0, unread);
    for (const cell of wanted) this.enqueue(cell);
    if (!this.busy) await this.work(wanted.length > 1);
    if (unread >= 0) this.show.unread(cells[unread]);
  }

  enqueue(cell) {
    if (this.queue.includes(cell)) return;
    this.queue.push(cell);
    cell.waits();
  }

  async work(many) {
    const { life } = this;
    this.setBusy(true);
    let last;
    while (life === this.life && this.queue.length) {
      last = this.queue.shift();
      if (!(await this.one(last))) break;
    }
    if (life !== this.life) return;
    this.give();
    this.setBusy(false);
    if (last) this.show.done(last, many);
  }

  setBusy(busy) {
    this.busy = busy;
    this.show.busy(busy);
  }

  // Those that still wait do so no longer.
  give() {
    this.queue.splice(0).forEach((cell) => cell.rests());
  }

  // Tells whether the next cell may follow.
  async one(cell) {
    const { life } = this;
    this.show.running(cell);
    cell.begins();
    const answer = await Promise.race([this.ask(cell), this.halted]).catch((error) => error);
    if (life !== this.life) return false;
    if (answer instanceof Error) return this.lose(answer);
    this.count += 1;
    cell.ends(answer.status, this.count);
    return answer.status === "ok" || cell.mayFail;
  }

  async ask(cell) {
    const { life } = this;
    const request = { code: cell.code, cell: cell.index }; // as it is now: it may change before Python is there
    const python = await this.python;
    return python.run(request, (message) => life === this.life && cell.receive(message));
  }

  lose(error) {
    console.error(error);
    this.afresh();
    this.show.lost();
    return false;
  }

  // Ends Python, whatever it does, and starts another one.
  afresh() {
    const { halt } = this;
    this.living?.stop();
    this.living = undefined;
    const again = this.begin();
    halt();
    this.queue = [];
    this.setBusy(false);
    this.cells.forEach((cell) => cell.forgotten());
    return again;
  }
}
