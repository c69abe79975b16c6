export { type Theme, themeStyle } from './style'
export { type BrandTokens, brandTokens, grounds, type Scheme } from './theme'
