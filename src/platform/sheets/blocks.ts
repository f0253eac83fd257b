/** Renders rows to UTF-8 in blocks of about 64 KB: one small buffer for each row would cost more than the rows. */
export async function* blocks<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  render: (row: Row) => string,
  head: string,
  tail: () => string = () => '',
): AsyncGenerator<Buffer> {
  let block = head
  for await (const row of rows) {
    block += render(row)
    if (block.length < 65_536) continue
    yield Buffer.from(block)
    block = ''
  }
  yield Buffer.from(block + tail())
}
