// Elements that these scripts add to a page.

export function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

// Adds a place whose words are heard and not seen.
export function listener() {
  const status = element("div", { className: "visually-hidden", role: "status" });
  document.body.append(status);
  return status;
}

// Adds to a button what has been done, for two seconds; `show(text)` writes its words.
export function acknowledge(status, show, word, done, heard) {
  show(done);
  status.textContent = heard;
  setTimeout(() => {
    show(word);
    status.textContent = "";
  }, 2000);
}
