import { useMemo } from 'react'
import { useLanguage } from './words.tsx'

/** Dates, instants, numbers and money as the person's language writes them; instants in the time zone of the device. */
export function useFormats() {
  const { language } = useLanguage()
  return useMemo(() => {
    const days = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
    const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' })
    const minute = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
    const second = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'long' })
    const number = new Intl.NumberFormat(language)
    const countries = new Intl.DisplayNames(language, { type: 'region' })
    return {
      /** A calendar date, `2026-06-30`; no time zone may shift it. */
      date: (iso: string) => days.format(new Date(`${iso}T00:00:00Z`)),
      /** The day of an instant. */
      day: (instant: string) => day.format(new Date(instant)),
      instant: (instant: string) => minute.format(new Date(instant)),
      exactly: (instant: string) => second.format(new Date(instant)),
      number: (value: number) => number.format(value),
      money: (cost: { minor: number; currency: string }) => {
        const money = new Intl.NumberFormat(language, { style: 'currency', currency: cost.currency })
        return money.format(cost.minor / 10 ** (money.resolvedOptions().maximumFractionDigits ?? 2))
      },
      country: (code: string) => countries.of(code) ?? code,
    }
  }, [language])
}
