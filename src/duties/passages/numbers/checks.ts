/** The check of card numbers. */
export function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1)
      return total + (value > 9 ? value - 9 : value)
    }, 0)
  return sum % 10 === 0 && !/^(\d)\1*$/.test(digits)
}

/** The check of NHS numbers, modulo 11. One ten-digit number in eleven passes it, so it proves nothing alone. */
export function passesNhs(digits: string): boolean {
  if (digits.length !== 10) return false
  const sum = Array.from(digits.slice(0, 9)).reduce((total, digit, index) => total + Number(digit) * (10 - index), 0)
  const check = (11 - (sum % 11)) % 11
  return check < 10 && check === Number(digits[9])
}
