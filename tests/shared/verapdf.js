// Asks veraPDF whether a file is PDF/UA-1. The engine of JavaScript in veraPDF's own jar runs this:
// it knows Java's classes, and little of what came into the language after arrows.
const { gf, pdfa } = Packages.org.verapdf;

gf.foundry.VeraGreenfieldFoundryProvider.initialise();
const rules = pdfa.flavours.PDFAFlavour.PDFUA_1;
const foundry = pdfa.Foundries.defaultInstance();
const file = new Packages.java.io.File(arguments[0]);
const result = foundry.createValidator(rules, false).validate(foundry.createParser(file, rules));
print(result.isCompliant() + " " + result.getTotalAssertions());
result.getTestAssertions().forEach((one) => {
  print(one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber() + " " + one.getMessage());
});
