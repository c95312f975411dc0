// What can be done with labelled points, each from the state to what changes in it.

export const MOST = 200; // points

const chosen = ({ points, selected }) => Math.min(selected, points.length) - 1;

const exchanged = (points, place, point) => points.map((each, i) => (i === place ? point : each));

export const selection = (state) => ({ place: chosen(state), point: state.points[chosen(state)] });

export function moved(state, [x1, x2]) {
  const { place, point: [, , label] } = selection(state);
  return { points: exchanged(state.points, place, [x1, x2, label]) };
}

// A class that does not take part yet does so from now on.
export function relabelled(state, label) {
  const { place, point: [x1, x2] } = selection(state);
  const points = exchanged(state.points, place, [x1, x2, label]);
  return { points, classes: Math.max(state.classes, label) };
}

// The new point stands at the probe, has the class of the selected one, and is selected itself.
export function added(state) {
  const { points, x1, x2 } = state;
  if (points.length === MOST) return {};
  const label = Math.min(selection(state).point[2], state.classes);
  return { points: [...points, [x1, x2, label]], selected: points.length + 1 };
}

export function removed(state) {
  const { points } = state;
  if (points.length === 1) return {};
  const place = chosen(state);
  const left = points.filter((_, i) => i !== place);
  return { points: left, selected: Math.min(place + 1, left.length) };
}

// The next point, or the one before; after the last comes the first.
export function turned(state, by) {
  const count = state.points.length;
  return { selected: ((chosen(state) + by + count) % count) + 1 };
}

export const nearest = (points, [x, y]) => points.reduce((best, [u, v], i) => (
  Math.hypot(u - x, v - y) < Math.hypot(points[best][0] - x, points[best][1] - y) ? i : best), 0);
