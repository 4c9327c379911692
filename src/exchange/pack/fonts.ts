import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A font that packs are set in: the family as its file names it, and where the file is. */
export type Font = { readonly family: string; readonly file: string }

/** Where npm installs packages. Fonts come from there and never from the machine, so that a pack looks the same wherever it is made. */
const packages = join(dirname(fileURLToPath(import.meta.url)), '../../../node_modules')

/** Scripts of Google's Noto Sans, one package and one file each, as the package name and the family spell them. */
const noto = {
  arabic: 'Arabic',
  hebrew: 'Hebrew',
  syriac: 'Syriac',
  thaana: 'Thaana',
  nko: 'NKo',
  adlam: 'Adlam',
  'hanifi-rohingya': 'Hanifi Rohingya',
  devanagari: 'Devanagari',
  bengali: 'Bengali',
  gurmukhi: 'Gurmukhi',
  gujarati: 'Gujarati',
  oriya: 'Oriya',
  tamil: 'Tamil',
  telugu: 'Telugu',
  kannada: 'Kannada',
  malayalam: 'Malayalam',
  sinhala: 'Sinhala',
  'syloti-nagri': 'Syloti Nagri',
  chakma: 'Chakma',
  'meetei-mayek': 'Meetei Mayek',
  'ol-chiki': 'Ol Chiki',
  thai: 'Thai',
  lao: 'Lao',
  khmer: 'Khmer',
  myanmar: 'Myanmar',
  javanese: 'Javanese',
  georgian: 'Georgian',
  armenian: 'Armenian',
  ethiopic: 'Ethiopic',
  cherokee: 'Cherokee',
  tifinagh: 'Tifinagh',
  vai: 'Vai',
  'canadian-aboriginal': 'Canadian Aboriginal',
  mongolian: 'Mongolian',
  yi: 'Yi',
  lisu: 'Lisu',
  symbols: 'Symbols',
  'symbols-2': 'Symbols 2',
  math: 'Math',
} as const

/** In the order in which they are tried: a text is set in the first that has it. */
export const fonts: readonly Font[] = [
  expo('noto-sans', 'Noto Sans'),
  ...Object.entries(noto).map(([script, family]) => expo(`noto-sans-${script}`, `Noto Sans ${family}`)),
  expo('noto-serif-tibetan', 'Noto Serif Tibetan'),
  expo('noto-emoji', 'Noto Emoji'),
  // Simplified and traditional Chinese, and the syllables of Japanese.
  { family: 'Noto Sans S Chinese', file: join(packages, '@embedpdf/fonts-sc/fonts/NotoSansHans-Regular.otf') },
  expo('nanum-gothic', 'NanumGothic'),
]

/** Folders of all files that are used, and the bold font for headings, which are this software's own and in Latin letters. */
export const fontFolders: readonly string[] = [
  ...new Set(fonts.map(({ file }) => dirname(file))),
  join(packages, '@expo-google-fonts/noto-sans/700Bold'),
]

function expo(name: string, family: string): Font {
  const file = `${family.replaceAll(' ', '')}_400Regular.ttf`
  return { family, file: join(packages, '@expo-google-fonts', name, '400Regular', file) }
}
