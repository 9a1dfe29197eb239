/** Mantine's theme, made from the tokens. */
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

/** Ten steps as Mantine wants them; step 6 is the token itself. */
const vermilion: MantineColorsTuple = [
  '#fbeeeb',
  '#f5dad4',
  '#ecb9ae',
  '#e29485',
  '#d97463',
  '#d0553f',
  '#c8321f',
  '#a92817',
  '#8a2013',
  '#6b180e',
]
const jade: MantineColorsTuple = [
  '#eaf4ef',
  '#d3e8dd',
  '#a9d2be',
  '#7dbb9d',
  '#55a580',
  '#35916c',
  '#1e7f5c',
  '#18684b',
  '#12523b',
  '#0c3b2b',
]
const amber: MantineColorsTuple = [
  '#fbf3e4',
  '#f5e5c7',
  '#ebcd95',
  '#dfb361',
  '#d29a3c',
  '#c4882a',
  '#b7791f',
  '#855510',
  '#6d450c',
  '#4f3208',
]
const indigo: MantineColorsTuple = [
  '#edf0f8',
  '#d8dff0',
  '#b0bde0',
  '#8699cf',
  '#627abe',
  '#465fab',
  '#2f4b9a',
  '#263d7e',
  '#1d2f62',
  '#142146',
]
const ink: MantineColorsTuple = [
  '#faf9f6',
  '#f3f1eb',
  '#e6e3dc',
  '#cfcbc1',
  '#a6a39c',
  '#7d7f82',
  '#62666d',
  '#45484e',
  '#2b2e34',
  '#16181d',
]

export const theme = createTheme({
  colors: { vermilion, jade, amber, indigo, gray: ink, red: vermilion, green: jade, blue: indigo, yellow: amber },
  primaryColor: 'vermilion',
  primaryShade: 6,
  white: '#ffffff',
  black: '#16181d',
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  lineHeights: { xs: '1.5', sm: '1.55', md: '1.6', lg: '1.6', xl: '1.6' },
  headings: { fontFamily: 'var(--font)', fontWeight: '600', textWrap: 'balance' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '6px', xl: '6px' },
  defaultRadius: 'md',
  shadows: { xs: 'none', sm: 'none', md: 'none', lg: 'none', xl: 'none' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' }, styles: { root: { fontWeight: 500 } } },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.32, color: '#16181d' },
        transitionProps: { duration: 150 },
      },
    },
    Drawer: {
      defaultProps: { overlayProps: { backgroundOpacity: 0.32, color: '#16181d' }, transitionProps: { duration: 180 } },
    },
    Popover: { defaultProps: { withArrow: false } },
    Paper: { defaultProps: { withBorder: true, shadow: 'none' } },
    Tabs: { styles: { root: { '--tab-border-color': 'var(--line)' } } },
    Tooltip: { defaultProps: { openDelay: 300, color: '#16181d' } },
    Menu: { defaultProps: { transitionProps: { duration: 120 } } },
    Notification: { defaultProps: { withBorder: true } },
  },
})

export const variables: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-anchor': 'var(--indigo)',
    '--mantine-color-error': 'var(--vermilion)',
    '--mantine-color-placeholder': '#85888d',
  },
  light: {},
  dark: {},
})
