"""The bundler of the figures' scripts: modules in, one module without imports out."""

import pytest

import nodejs
from output_layer.figures.bundle import bundle, classic, imported
from output_layer.site.own_scripts import minified

END = "export default { render };\n"


def write(folder, **texts):
    for name, text in texts.items():
        (folder / f"{name}.mjs").write_text(text, encoding="utf-8")
    return folder / "main.mjs"


def run(text):
    """Run a bundle as a page does, without modules; return what its render returns."""
    code = text.replace("export default { render };", "process.stdout.write(String(render()));")
    return nodejs.node("-e", f'"use strict";{code}')


def test_imports_are_taken_in_and_names_do_not_clash(tmp_path):
    main = write(
        tmp_path,
        one="const own = 1;\nexport const value = () => own;\nexport function unused() {}\n",
        two='import { value as first } from "./one.mjs";\n\nconst own = 10;\n'
        "export const value = () => own + first();\n",
        main='import { value as a } from "./one.mjs";\nimport {\n  value,\n} from "./two.mjs";\n\n'
        f"const own = 100;\nexport const render = () => own + a() + value();\n\n{END}",
    )
    assert run(bundle(main)) == "112"


def test_a_module_that_two_import_runs_once(tmp_path):
    count = 'import { next } from "./count.mjs";\n\nexport const {} = () => next();\n'
    main = write(
        tmp_path,
        count="let count = 0;\nexport const next = () => (count += 1);\n",
        left=count.replace("{}", "left"),
        right=count.replace("{}", "right"),
        main='import { left } from "./left.mjs";\nimport { right } from "./right.mjs";\n\n'
        f"export function render() {{\n  return left() + right();\n}}\n\n{END}",
    )
    text = bundle(main)
    assert text.count("let count = 0") == 1
    assert run(text) == "3"


def test_a_module_may_be_taken_whole_and_from_another_folder(tmp_path):
    (tmp_path / "deep").mkdir()
    write(tmp_path, one='import { two } from "./two.mjs";\n\nexport const one = () => two + 1;\n')
    write(tmp_path, two="export const two = 2;\n")
    text = f'import * as all from "../one.mjs";\n\nexport const render = () => all.one();\n\n{END}'
    (tmp_path / "deep/main.mjs").write_text(text, encoding="utf-8")
    assert run(bundle(tmp_path / "deep/main.mjs")) == "3"
    assert imported(tmp_path / "deep/main.mjs") == ["two", "one"]


def test_a_module_that_is_left_out_comes_from_outside(tmp_path):
    main = write(
        tmp_path,
        one="export const value = 1;\n",
        two="export const value = 2;\n",
        main='import { value } from "./one.mjs";\nimport { value as b } from "./two.mjs";\n\n'
        f"export const render = () => `${{value}} ${{b}}`;\n\n{END}",
    )
    text = bundle(main, frozenset({"one"}))
    assert "module_one = " not in text
    assert run(f"const module_one = {{ value: 7 }};{text}") == "7 2"


def test_two_modules_of_one_name_are_refused(tmp_path):
    (tmp_path / "deep").mkdir()
    write(tmp_path / "deep", one="export const a = 1;\n")
    main = write(
        tmp_path,
        one="export const a = 1;\n",
        main='import { a } from "./one.mjs";\nimport { a as b } from "./deep/one.mjs";\n\n' + END,
    )
    with pytest.raises(ValueError, match="have one name"):
        bundle(main)


def test_a_classic_script_runs_as_it_is_and_leaves_no_names(tmp_path):
    main = write(
        tmp_path,
        one="export const value = 1;\n",
        main='import { value } from "./one.mjs";\n\nexport const own = value + 1;\n'
        "process.stdout.write(`${own}`);\n",
    )
    after = "process.stdout.write(` ${typeof own} ${typeof value} ${typeof module_one}`);"
    assert nodejs.node("-e", classic(main) + after) == "2 undefined undefined undefined"


def test_a_script_without_its_default_export_is_refused(tmp_path):
    main = write(tmp_path, main="export function render() {}\n")
    with pytest.raises(ValueError, match=r"main\.mjs must end with 'export default"):
        bundle(main)


@pytest.mark.parametrize(
    "statement",
    [
        'import one from "./one.mjs";',
        'import { z } from "https://elsewhere.org/z.mjs";',
        "export { z };",
        "export let z = 1;",
    ],
)
def test_what_the_bundler_does_not_know_is_refused(tmp_path, statement):
    main = write(tmp_path, one="export const z = 1;\n", main=f"{statement}\n\n{END}")
    with pytest.raises(ValueError, match=r"main\.mjs: the bundler does not know"):
        bundle(main)


def test_modules_that_import_each_other_are_refused(tmp_path):
    main = write(
        tmp_path,
        one='import { b } from "./two.mjs";\nexport const a = 1;\n',
        two='import { a } from "./one.mjs";\nexport const b = 1;\n',
        main=f'import {{ a }} from "./one.mjs";\n\n{END}',
    )
    with pytest.raises(ValueError, match="import each other"):
        bundle(main)


def test_a_missing_module_is_named(tmp_path):
    main = write(tmp_path, main=f'import {{ a }} from "./nowhere.mjs";\n\n{END}')
    with pytest.raises(FileNotFoundError, match="nowhere"):
        bundle(main)


def test_a_template_within_a_template_is_refused_where_its_spaces_would_be_lost():
    with pytest.raises(ValueError, match="no template within a template"):
        minified("const path = (points) => `M${points.map(([x, y]) => `${x} ${y}`).join('L')}Z`;")
    assert minified("const pair = (x, y) => `${x} ${y}`;") == "const pair=(x,y)=>`${x} ${y}`;"
