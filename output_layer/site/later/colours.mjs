// A page that the browser has kept in memory, or that stands in another tab, has the colours of
// before: what the reader has chosen meanwhile on another page holds for it too.

function chosen() {
  try {
    return localStorage.getItem("mode");
  } catch {
    return null; // nothing is kept, so nothing was chosen elsewhere
  }
}

function showChosen() {
  const mode = chosen();
  const { dataset } = document.documentElement;
  if (!mode || mode === dataset.mode) return;
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  dataset.mode = mode;
  dataset.theme = mode === "auto" ? system : mode;
  for (const { classList } of document.querySelectorAll(".dropdown-menu")) {
    classList.toggle("dropdown-menu-dark", dataset.theme === "dark");
  }
}

export function followColours() {
  addEventListener("pageshow", showChosen);
  addEventListener("storage", showChosen);
}
