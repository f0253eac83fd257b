import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** The colour of what can be done, and of what is firm: an accepted owner, a tier, the place one is at. */
const fast: MantineColorsTuple = [
  '#eaf5f2',
  '#d7eae5',
  '#afd5cb',
  '#83bfb0',
  '#5eac99',
  '#469f8b',
  '#2b7d6c',
  '#1f6b5c',
  '#17594f',
  '#0c443b',
]
/** The colour of the past, and of nothing else. */
const past: MantineColorsTuple = [
  '#fdf4e0',
  '#f8e6c0',
  '#f1cf8c',
  '#e9b653',
  '#e2a02a',
  '#d08c10',
  '#a66c06',
  '#835403',
  '#654000',
  '#472c00',
]
const gray: MantineColorsTuple = [
  '#f8f8f6',
  '#f1f1ee',
  '#e6e6e2',
  '#d8d8d3',
  '#bfc0ba',
  '#9b9d96',
  '#6b6e68',
  '#50534e',
  '#363936',
  '#202321',
]
const dark: MantineColorsTuple = [
  '#d8dbd8',
  '#b3b8b4',
  '#969c98',
  '#646b67',
  '#434a46',
  '#343a37',
  '#262c29',
  '#1b201e',
  '#141917',
  '#0d110f',
]

export const theme = createTheme({
  colors: { fast, past, gray, dark },
  primaryColor: 'fast',
  primaryShade: { light: 7, dark: 6 },
  fontFamily:
    "'Inter Variable', Inter, 'Segoe UI Variable Text', 'Segoe UI', system-ui, -apple-system, 'Helvetica Neue', Arial, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, Consolas, monospace",
  defaultRadius: 'sm',
  radius: { sm: '6px', md: '10px' },
  headings: {
    fontWeight: '640',
    sizes: { h1: { fontSize: '1.625rem', lineHeight: '1.25' }, h2: { fontSize: '1.125rem' } },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
})

/** Names of meaning over Mantine's colours, so that a style says why and not which. */
export const meaning: CSSVariablesResolver = () => ({
  variables: { '--line-width': '1px' },
  light: {
    '--ground': '#fbfbf9',
    '--sheet': '#ffffff',
    '--line': '#e3e3de',
    '--quiet': '#5c605a',
    '--mantine-color-dimmed': '#5c605a',
    '--mantine-color-placeholder': '#71756e',
    '--mantine-color-error': '#b42318',
    '--firm': '#17594f',
    '--past-ground': '#fbeecb',
    '--past-text': '#4f3300',
    '--past-line': '#c98a12',
  },
  dark: {
    '--ground': '#141917',
    '--sheet': '#1b201e',
    '--line': '#2f3633',
    '--quiet': '#a7ada9',
    '--mantine-color-body': '#141917',
    '--mantine-color-dimmed': '#a7ada9',
    '--mantine-color-placeholder': '#8d948f',
    '--mantine-color-error': '#ff9d94',
    '--mantine-color-anchor': '#7cc7b6',
    '--firm': '#7cc7b6',
    '--past-ground': '#4b3304',
    '--past-text': '#fdebc4',
    '--past-line': '#d69a26',
  },
})
