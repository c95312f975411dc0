// Playing through the epochs: play, pause, step, start over, and a slider to scrub by hand.
import { button, range, row, tell } from "./controls.mjs";
import { loop } from "./view.mjs";

const SECONDS = 7; // that the whole way lasts, however many epochs it has

const present = ({ epoch, epochs }) => Math.min(epoch, epochs);

// The figure's traits are `epoch` and `epochs`. Returns hold(epoch), which stops the play there.
export function playback(view, parent) {
  let from = 0;
  const go = (epoch) => {
    const whole = Math.round(Math.min(view.state().epochs, Math.max(0, epoch)));
    if (whole !== view.state().epoch) view.set({ epoch: whole });
  };
  const play = loop(view, (seconds) => {
    const { epochs } = view.state();
    const epoch = Math.min(epochs, from + Math.floor((seconds / SECONDS) * epochs));
    if (epoch === epochs) play.stop();
    go(epoch);
    if (epoch === epochs) tell(view);
    return epoch < epochs;
  });
  const pause = () => { play.stop(); view.paint(); };
  const start = () => {
    from = present(view.state());
    if (from === view.state().epochs) from = 0;
    play.start();
    view.paint();
  };
  const hold = (epoch) => { play.stop(); go(epoch); };
  const toggle = () => { if (play.running()) { pause(); tell(view); } else start(); };
  const step = () => { hold(present(view.state()) + 1); tell(view); };
  const reset = () => { hold(0); tell(view); };
  buttons(view, parent, { running: play.running, toggle, step, reset });
  scrubber(view, parent, { play, toggle });
  return { hold, stop: play.stop };
}

// Play or pause, which `toggle` does while `running()` says which; step; start over.
export function buttons(view, parent, { running, toggle, step, reset }) {
  const { words } = view;
  const group = row(parent, "buttons");
  const main = button(view, group, "play", words.play, toggle);
  button(view, group, "step", words.step, step);
  button(view, group, "reset", words.again, reset);
  view.onPaint(() => {
    if (running()) main.show("pause", words.pause);
    else main.show("play", words.play);
  });
}

// The epoch's slider: the space bar plays, and moving it by hand stops the play.
function scrubber(view, parent, { play, toggle }) {
  const slider = range(view, parent, "epoch", { high: ({ epochs }) => epochs });
  slider.addEventListener("input", play.stop, { capture: true, signal: view.signal });
  slider.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    toggle();
  }, { signal: view.signal });
}
