#!/usr/bin/env bash
# SVGO takes role="img" and the language off a figure, and leaves its aria-label without a role.
# Found with SVGO 4.1.0 and its default settings; title, desc and viewBox, lost by older ones, stay.
# The plug-in that removes unknown attributes keeps those of ARIA by one option and the role by
# another, keepRoleAttr, which is off; that is documented among the options of the plug-in.
# Guessed before the run: the role stays, as it says to keep ARIA and a role is part of it.
# A name without a role need not be read out, and Chromium's PDF has no tag for such a figure.
# Needs Node with npm.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" svgo@4.1.0
cat >"$folder/finding.mjs" <<'END'
import { optimize, VERSION } from "svgo";

const figure =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" role="img" lang="en" ' +
  'aria-label="Sigmoid"><title>Sigmoid</title><path d="M0 9 10 1"/></svg>';
const { data } = optimize(figure);
console.log(`SVGO ${VERSION}: ${figure} becomes ${data}`);
const parts = ["role=", "lang=", "aria-label=", "<title>", "viewBox="];
const kept = parts.map((part) => data.includes(part));
process.exitCode = Number(kept.join() !== "false,false,true,true,true");
END
node "$folder/finding.mjs"
