/** Mantine's mixins, so that our styles may say `@mixin dark` and its breakpoints. */
export default {
  plugins: { 'postcss-preset-mantine': {} },
}
