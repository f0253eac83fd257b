/** An instant as a date-time field writes it, in the time zone of the device, to the minute; '' for none. */
export function fieldOf(instant: string | undefined): string {
  if (!instant) return ''
  const at = new Date(instant)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** The end of the minute in the field, so that what happened within it counts; never later than now. */
export function endOf(field: string): string | undefined {
  if (!field) return undefined
  return new Date(Math.min(new Date(field).getTime() + 59_999, Date.now())).toISOString()
}
