// What a reader has answered, kept in the reader's own browser and nowhere else. A browser may
// refuse, and it may keep each page from disk by itself, so that none knows of another.

const ANSWERS = "output-layer:answers";
const VISITED = "output-layer:visited";

function store() {
  try {
    return window.localStorage ?? undefined;
  } catch {
    return undefined;
  }
}

function parsed(text) {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {}; // written by somebody else
  }
}

// All answers by the names of their questions, or undefined where the browser refuses. Each has
// what was given, whether it is right, and whether it was right at once.
export function kept() {
  try {
    return parsed(store().getItem(ANSWERS));
  } catch {
    return undefined;
  }
}

// Tells whether it could be kept.
export function keep(question, given, right) {
  try {
    const answers = kept();
    const before = answers[question];
    answers[question] = { given, right, once: before ? before.once : right };
    store().setItem(ANSWERS, JSON.stringify(answers));
    return true;
  } catch {
    return false;
  }
}

export function forget() {
  try {
    store().removeItem(ANSWERS);
  } catch {
    // nothing was kept
  }
}

const fromDisk = () => location.protocol === "file:";

// A page from disk leaves its name, which the page of progress finds if the browser keeps both
// together.
export function leaveTrace() {
  try {
    if (fromDisk()) store().setItem(VISITED, location.pathname);
  } catch {
    // then `kept` says so
  }
}

// Tells whether what other pages have kept can be seen here: from disk only if one left its name.
export function seesOthers() {
  if (!fromDisk()) return true;
  try {
    return store().getItem(VISITED) !== null;
  } catch {
    return false;
  }
}
