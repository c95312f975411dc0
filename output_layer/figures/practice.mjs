// Training that goes on from the present weights: play, pause, step, start over.
import { train } from "./classifier.mjs";
import { tell } from "./controls.mjs";
import { buttons } from "./playback.mjs";
import { loop } from "./view.mjs";

const SPEED = 40; // epochs a second
const MOST = 10; // epochs in one frame, where frames come late
const LEAP = 200; // epochs at once, for a reader who asked for less motion

// What changes in the state by some epochs more; `last` is the last one that there may be.
export function trained(state, epochs, last) {
  const more = Math.min(epochs, last - state.epoch);
  const { weights, classes, points, epoch } = state;
  const used = train(weights.slice(0, classes), points, { ...state, epochs: more });
  return { weights: [...used, ...weights.slice(classes)], epoch: epoch + more };
}

const untrained = ({ weights }) => ({ weights: weights.map(() => [0, 0, 0]), epoch: 0 });

// Plays on while points are dragged. Returns renew(change), which sets it with the weights at 0.
export function practice(view, parent) {
  const [, last] = view.limits.epoch;
  const go = (epochs) => {
    const change = trained(view.state(), epochs, last);
    if (change.epoch === last) play.stop();
    view.set(change);
    return change.epoch < last;
  };
  let done; // epochs since the play began
  const play = loop(view, (seconds) => {
    if (seconds === Infinity) return go(LEAP);
    const due = Math.floor(seconds * SPEED) - done;
    done += due;
    return go(Math.min(MOST, due));
  });
  const renew = (change) => { play.stop(); view.set({ ...untrained(view.state()), ...change }); };
  const start = () => { done = 0; play.start(); };
  buttons(view, parent, {
    running: play.running,
    toggle: () => {
      if (play.running()) play.stop(); else start();
      view.paint();
      if (!play.running()) tell(view);
    },
    step: () => { play.stop(); go(1); tell(view); },
    reset: () => { renew({}); tell(view); },
  });
  return renew;
}
