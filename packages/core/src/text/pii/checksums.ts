const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/**
 * Whether the last sign of an 18-sign Chinese resident number fits the others (GB 11643, ISO 7064 MOD 11-2).
 *
 * @example
 * isResidentNumber("110101199003070003") // => true
 */
export function isResidentNumber(digits: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(digits)) return false;
  const total = idWeights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0);
  return "10X98765432"[total % 11] === digits[17]!.toUpperCase();
}

/**
 * Whether a card number passes the Luhn check (ISO/IEC 7812).
 *
 * @example
 * isCardNumber("4111111111111111") // => true
 */
export function isCardNumber(digits: string): boolean {
  if (!/^\d{13,19}$/.test(digits)) return false;
  let total = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    total += doubled > 9 ? doubled - 9 : doubled;
  }
  return total % 10 === 0;
}
