// Random numbers that are the same in Python and in JavaScript: those of lehmer.py.

const MODULUS = 2 ** 31 - 1, FACTOR = 48271;
const SPREAD = 551328699; // what comes first from small seeds is not small too

// Returns the function that gives the next number between 0 and 1; seeds from 1 on.
export function uniforms(seed) {
  let number = (SPREAD * seed) % MODULUS;
  return () => {
    number = (FACTOR * number) % MODULUS;
    return number / MODULUS;
  };
}

// So many standard normal numbers, by Box and Muller.
export function normals(seed, count) {
  const draw = uniforms(seed);
  return Array.from({ length: count }, () => {
    const u = draw(), v = draw();
    return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
  });
}
