// Scripts that only some pages or some readers need: each comes when it is asked for.

const root = () => new URL(document.documentElement.dataset.content_root, location.href);

// Where the page stands below the root of the site, without its ending.
export function pageName() {
  return location.pathname.slice(root().pathname.length).replace(/\.html$/, "");
}

// The whole address of a path below the root of the site.
export const address = (path) => new URL(path, root()).href;

// Loads a script by its path below the root of the site.
export function load(path) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.dataset.coming = "true"; // so that it can be seen when a page is complete
    script.onload = () => resolve(delete script.dataset.coming);
    script.onerror = () => reject(new Error(`no ${script.src}`));
    script.src = address(path);
    document.head.append(script);
  });
}
