"""The words of the page that whoever opens the folder reads first; a translation replaces them."""

WORDS = {
    "about": "This folder is the whole book.",
    "open": "Open the book",
    "alone": "This page stands alone",
    "alone says": "You are looking into the zip, where pages come without their neighbours: the "
    "link below leads nowhere. Unzip {archive} first, and open {start} in the folder that comes "
    "out of it.",
    "windows": "Windows: right-click the zip, and choose “Extract All”.",
    "mac": "Mac: double-click the zip.",
    "linux": "Linux: right-click the zip, and choose “Extract”.",
    "phone": "Phones and tablets: most show a page alone even then. Take the EPUB instead.",
    "works": "What works here",
    "works says": "Everything that you read, move, answer and search. It needs no network, no "
    "Python and no program but your browser, and nothing that you do is sent anywhere.",
    "code": "Running the code",
    "code says": "The pages show code with what it gave. The Python that runs it in a page is not "
    "in this folder: browsers start it only in pages that come from a web server, and it is larger "
    "than all the rest. To change the code and run it here you need Python and a copy of the "
    "book’s sources. There, this command opens the labs with every figure live:",
    "code without": "The README beside it gives the same steps without make. For a notebook of "
    "your own, and for those that the pages let you download, this command installs the package "
    "from the same copy:",
    "pass": "Passing it on",
    "pass says": "Give others the zip, or this whole folder. A page needs its neighbours, so a "
    "single file of it is not enough. To put the book on a web server, upload the folder “site”.",
}
