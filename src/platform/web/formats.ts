import { useMemo } from 'react'
import { useLanguage } from './words.tsx'

/** Dates, instants, numbers and money as the person's language writes them; instants in the time zone of the device. */
export function useFormats() {
  const { language } = useLanguage()
  return useMemo(() => {
    // In Europe English writes 3 Mar, not Mar 3.
    const locale = language === 'en' ? 'en-GB' : language
    const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
    const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
    const minute = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
    const second = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' })
    const number = new Intl.NumberFormat(locale)
    const countries = new Intl.DisplayNames(locale, { type: 'region' })
    return {
      /** A calendar date, `2026-06-30`; no time zone may shift it. */
      date: (iso: string) => days.format(new Date(`${iso}T00:00:00Z`)),
      /** The day of an instant. */
      day: (instant: string) => day.format(new Date(instant)),
      instant: (instant: string) => minute.format(new Date(instant)),
      exactly: (instant: string) => second.format(new Date(instant)),
      number: (value: number) => number.format(value),
      money: (cost: { minor: number; currency: string }) => {
        const money = new Intl.NumberFormat(locale, { style: 'currency', currency: cost.currency })
        return money.format(cost.minor / 10 ** (money.resolvedOptions().maximumFractionDigits ?? 2))
      },
      country: (code: string) => countries.of(code) ?? code,
    }
  }, [language])
}
