"""What readers of texts on the output layer get wrong: each question answers one of these.

The words stand on the page of progress, as the names of the questions.
"""

CONFUSIONS = {
    # One neuron
    "evidence": "Do probabilities add up?",
    "slope": "Is the curve equally steep everywhere?",
    "saturated": "Saturated, hence finished?",
    "base": "Which logarithm?",
    "wrong": "The more wrong, the faster?",
    "peak": "Where is the push largest?",
    "large cost": "A large cost, hence a large gradient?",
    "picture": "Not convex, by a picture?",
    "rates": "Another learning rate for each cost?",
    "floor": "Exactly right, hence free of charge?",
    "where": "Where did σ′ go?",
    "back": "Is σ′ multiplied back in?",
    "squared": "Is a − y the squared error's gradient?",
    # Many classes
    "elementwise": "Does each output follow its own logit?",
    "case": "Is i = j enough?",
    "alone": "Does a logit mean anything by itself?",
    "temperature": "Multiply or divide by the temperature?",
    "single": "Softmax over one logit?",
    "two": "A two-way softmax or one sigmoid?",
    "twice": "Softmax twice?",
    "start": "Equal logits, a harmless start?",
    "ways": "Wrong is wrong?",
    "cure": "Does softmax cure the slowdown?",
    "hidden": "Does cross-entropy cure hidden layers?",
    "axis": "Along which axis?",
    "sum": "Sum or mean?",
    "redundant": "How many weights are needed?",
    "half": "Are my coefficients half of the library's?",
    "unique": "Does weight decay settle everything?",
    "labels": "Multi-class or multi-label?",
    "none": "Can softmax say none?",
    "shares": "Shares out of sigmoids?",
    # On a machine
    "overflow": "Which formula overflows?",
    "types": "Is a logit of 12 harmless?",
    "merge": "Do the sums of two blocks add up?",
    "unit": "How many digits are a thousand units?",
    "carried": "Is what was rounded away lost?",
    "wider": "Does it help to round only at the end?",
    "shift": "Does the log-sum-exp notice a shift?",
    "top": "What is the logarithm of nearly 1?",
    "digits": "Does the shift cost anything?",
    "near one": "What is left of 1 − a?",
    # At scale
    "bits": "Perplexity or bits?",
    "nucleus": "Top-k or top-p?",
    "sampled": "Is sampled softmax unbiased?",
    "root": "Why √d and not d?",
    "inside": "Does the slope cancel inside a network?",
}
