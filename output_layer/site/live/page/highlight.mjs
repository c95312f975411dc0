// Colours Python as the page does: the classes are those of Pygments, whose colours the stylesheet
// of the site has. Parts of one colour are not told apart: an escape in a string is the string.

const set = (words) => new Set(words.split(" "));

const KEYWORDS = set(
  "as assert async await break class continue def del elif else except finally for global if " +
  "lambda nonlocal pass raise return try while with yield",
);
const IMPORTS = set("from import");
const CONSTANTS = set("False None True");
const WORD_OPERATORS = set("and in is not or");
const BUILTINS = set(
  "__import__ abs aiter all any bin bool breakpoint bytearray bytes callable chr classmethod compile complex " +
  "delattr dict dir divmod enumerate eval filter float format frozenset getattr globals hasattr hash hex " +
  "id input int isinstance issubclass iter len list locals map max memoryview min next object oct open " +
  "ord pow print property range repr reversed round set setattr slice sorted staticmethod str sum super " +
  "tuple type vars zip",
);
const PSEUDO = set("self Ellipsis NotImplemented cls");
const ERRORS = set(
  "Arithmetic Assertion Attribute BlockingIO BrokenPipe Buffer ChildProcess Connection ConnectionAborted " +
  "ConnectionRefused ConnectionReset EOF Environment FileExists FileNotFound FloatingPoint IO Import " +
  "Indentation Index Interrupted IsADirectory Key Lookup Memory ModuleNotFound Name NotADirectory " +
  "NotImplemented OS Overflow Permission ProcessLookup Recursion Reference Runtime Syntax System Tab " +
  "Timeout Type UnboundLocal Unicode UnicodeDecode UnicodeEncode UnicodeTranslate Value ZeroDivision",
);
const WARNINGS = set("Bytes Deprecation Future Import PendingDeprecation Resource Runtime Syntax Unicode User");
const EXCEPTIONS = set(
  "BaseException BaseExceptionGroup Exception ExceptionGroup GeneratorExit KeyboardInterrupt " +
  "StopAsyncIteration StopIteration SystemExit Warning",
);
// Python calls these itself.
const METHODS = set(
  "abs add and call contains delattr delitem dir enter eq exit float floordiv format ge get getattr getitem " +
  "gt hash index init int invert iter le len lt matmul missing mod mul ne neg new next or pos " +
  "pow radd repr reversed rmatmul rmul rpow rsub rtruediv set setattr setitem str sub truediv xor",
);
const VARIABLES = set(
  "annotations bases class closure code defaults dict doc file func globals kwdefaults module mro name " +
  "objclass qualname self slots weakref",
);

const isException = (word) =>
  EXCEPTIONS.has(word) ||
  (word.endsWith("Error") && ERRORS.has(word.slice(0, -5))) ||
  (word.endsWith("Warning") && WARNINGS.has(word.slice(0, -7)));

const TOKEN = new RegExp(
  [
    /(?<space>[ \t\r\n\f\\]+)/,
    /(?<comment>#[^\n]*)/,
    /(?<quote>(?:[fFtT][rR]?|[rR][fFtTbB]?|[bB][rR]?|[uU])?(?:"""|'''|"|'))/,
    /(?<number>(?:0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJ]?))/,
    /(?<decorator>@[\p{L}_][\p{L}\p{N}_]*)/,
    /(?<name>[\p{L}_][\p{L}\p{N}_]*)/,
    /(?<operator>!=|==|<<|>>|:=|[-~+/*%=<>&^|.@])/,
    /(?<other>[^])/,
  ].map(({ source }) => source).join("|"),
  "uy",
);

function special(word) {
  const [, name] = /^__(\w+)__$/.exec(word) ?? [];
  if (METHODS.has(name)) return "fm";
  return VARIABLES.has(name) ? "vm" : "";
}

function known(word) {
  if (BUILTINS.has(word)) return "nb";
  if (PSEUDO.has(word)) return "bp";
  return isException(word) ? "ne" : "";
}

// How long an escape is. In a formatted string \N{NAME} is one, and \{ begins a field as { does.
function escaped(text, at, formatted) {
  if (!formatted) return 2;
  if (text[at + 1] === "{") return 1;
  return /^\\N\{[^}\n]*\}/.exec(text.slice(at, at + 99))?.[0].length ?? 2;
}

class Reader {
  constructor(text) {
    this.text = text;
    this.at = 0;
    this.tokens = [];
    this.before = ""; // the token before, spaces left aside
  }

  take(kind, length) {
    this.tokens.push([kind, this.text.slice(this.at, this.at + length)]);
    this.at += length;
  }

  starts(word) {
    return this.text.startsWith(word, this.at);
  }

  // Reads code to its end; inside a string it ends before what closes the expression.
  code(inside) {
    let depth = 0;
    while (this.at < this.text.length) {
      const next = this.text[this.at];
      if (inside && !depth && this.endsExpression(next)) return;
      if ("([{".includes(next)) depth += 1;
      if (")]}".includes(next)) depth -= 1;
      this.one();
    }
  }

  endsExpression(next) {
    return next === "}" || next === ":" || (next === "!" && this.text[this.at + 1] !== "=");
  }

  one() {
    TOKEN.lastIndex = this.at;
    const { 0: whole, groups } = TOKEN.exec(this.text);
    if (groups.space) return this.take("", whole.length);
    if (groups.quote) this.string(groups.quote);
    else this.take(this.kind(whole, groups), whole.length);
    this.before = whole;
  }

  kind(whole, groups) {
    if (groups.comment) return "c1";
    if (groups.number) return /^0[xXoObB]/.test(whole) || /^[\d_]+$/.test(whole) ? "mi" : "mf";
    if (groups.decorator) return "nd";
    if (groups.name) return this.nameKind(whole);
    return groups.operator && !this.isInModule(whole) ? "o" : "";
  }

  // The dots in the name of a module have the colour of the name.
  isInModule(sign) {
    return sign === "." && /^[ \t]*(?:from[ \t][\w. \t]*|import[ \t].*)$/.test(this.lineBefore());
  }

  lineBefore() {
    return this.text.slice(this.text.lastIndexOf("\n", this.at - 1) + 1, this.at);
  }

  nameKind(word) {
    if (this.before === "def") return /^__\w+__$/.test(word) ? "fm" : "nf";
    if (this.before === "class") return "nc";
    if (KEYWORDS.has(word)) return "k";
    if (IMPORTS.has(word)) return "kn";
    if (CONSTANTS.has(word)) return "kc";
    if (WORD_OPERATORS.has(word)) return "ow";
    if (this.isSoft(word)) return "k";
    return special(word) || (this.before === "." ? "" : known(word));
  }

  // `match` and `case` are keywords only where a statement begins.
  isSoft(word) {
    if (word !== "match" && word !== "case") return false;
    const rest = this.text.slice(this.at + word.length);
    return !this.lineBefore().trim() && /^[ \t]+[^ \t=.,:;)\]}|&^@~]/.test(rest);
  }

  string(open) {
    const mark = open.replace(/^\w+/, "");
    const kind = mark[0] === '"' ? "s2" : "s1";
    if (open.length > mark.length) this.take("sa", open.length - mark.length);
    this.take(kind, mark.length);
    this.inside(kind, mark, /[ft]/i.test(open));
  }

  // Reads to the end of a string, which is that of the line where it has one quotation mark.
  inside(kind, mark, formatted) {
    const start = this.at;
    let at = start;
    const flush = (more = 0) => {
      const length = at + more - this.at;
      if (length) this.take(kind, length);
      at = this.at;
    };
    while (at < this.text.length) {
      const next = this.text[at];
      if (this.text.startsWith(mark, at)) return flush(mark.length);
      if (next === "\n" && mark.length === 1) return flush();
      if (next === "\\") at += escaped(this.text, at, formatted);
      else if (formatted && next === "{" && this.text[at + 1] !== "{") {
        flush();
        this.field(kind, mark);
        at = this.at;
      } else at += formatted && next === "{" ? 2 : 1;
    }
    at = Math.min(at, this.text.length);
    flush();
  }

  // A field of a formatted string: {value!r:spec}, where the spec may have fields too.
  field(kind, mark) {
    this.take("si", 1);
    this.code(true);
    if (this.starts("!")) this.take("si", 2);
    if (this.starts(":")) {
      this.take("si", 1);
      this.spec(kind, mark);
    }
    if (this.starts("}")) this.take("si", 1);
  }

  spec(kind, mark) {
    while (this.at < this.text.length && !this.starts("}") && !this.starts(mark)) {
      if (this.starts("{")) this.field(kind, mark);
      else this.take(kind, 1);
    }
  }
}

// Returns pairs of a class, "" for what has none, and a text; the texts together are the code.
export function tokens(code) {
  const reader = new Reader(code);
  reader.code(false);
  return reader.tokens;
}

// Writes code with its colours into an element.
export function paint(node, code) {
  const parts = tokens(code).map(([kind, text]) => {
    if (!kind) return text;
    const part = document.createElement("span");
    part.className = kind;
    part.textContent = text;
    return part;
  });
  node.replaceChildren(...parts, "\n");
}
