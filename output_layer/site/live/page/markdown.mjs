// Markdown with formulas: $x$ in a line, $$x$$ displayed. A dollar beside a space, or before a digit
// where a formula would end, is one of money, and in code a dollar is a dollar.

const CODE = /(^ {0,3}(`{3,}|~{3,})[^]*?^ {0,3}\2|(`+)(?!`)[^]*?(?<!`)\3(?!`))/m;
const FORMULA = /\$\$([^$]+)\$\$|\$(?!\s)((?:[^$\\]|\\[^])+?)(?<!\s)\$(?!\d)/g;
const [OPEN, CLOSE] = ["\uE000", "\uE001"]; // of private use, so no text has them
const PLACE = new RegExp(`${OPEN}(\\d+)${CLOSE}`, "g");
const TABLES = /<table>[^]*?<\/table>/g;

// Splits a text into what is no code and what is, in turn.
function pieces(text) {
  const found = [];
  let rest = text;
  for (let match = CODE.exec(rest); match; match = CODE.exec(rest)) {
    found.push(rest.slice(0, match.index), match[0]);
    rest = rest.slice(match.index + match[0].length);
  }
  return [...found, rest];
}

const region = (table) => `<div class="pst-scrollable-table-container">${table.replace("<table>", '<table class="table">')}</div>`;

// Returns HTML. `parse` reads Markdown, which would see emphasis in formulas, so they are set aside;
// `set` makes MathML of TeX.
export function mixed(markdown, parse, set) {
  const formulas = [];
  const aside = (text) => text.replace(FORMULA, (_, displayed, inline) => {
    formulas.push(set(displayed ?? inline, displayed !== undefined));
    return `${OPEN}${formulas.length - 1}${CLOSE}`;
  });
  const text = pieces(markdown).map((piece, place) => (place % 2 ? piece : aside(piece))).join("");
  return parse(text).replace(PLACE, (_, place) => formulas[place]).replace(TABLES, region);
}
