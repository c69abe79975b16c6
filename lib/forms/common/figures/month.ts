import { sum } from './cents'

export type Line<Id> = { id: Id; cents: number }
/** A month in cents: what comes in, what goes out, and what is left before a new instalment (may be below nothing). */
export type Month<IncomeId = string, ExpenseId = string> = {
  income: number
  expenses: number
  free: number
  incomes: readonly Line<IncomeId>[]
  spending: readonly Line<ExpenseId>[]
}

const there = <Id>(all: readonly Line<Id>[]): readonly Line<Id>[] => all.filter(({ cents }) => cents !== 0)

/** Adds up; lines that are nothing are left out. */
export function monthOf<IncomeId, ExpenseId>(
  incomes: readonly Line<IncomeId>[],
  spending: readonly Line<ExpenseId>[],
): Month<IncomeId, ExpenseId> {
  const income = sum(incomes.map(({ cents }) => cents))
  const expenses = sum(spending.map(({ cents }) => cents))
  return { income, expenses, free: income - expenses, incomes: there(incomes), spending: there(spending) }
}

export type Light = 'good' | 'tight' | 'short'

/** Self-disclosure §9.8: a tenth of the income left is good, something left is tight. */
export function light(left: number, income: number): Light {
  if (left < 0) return 'short'
  return left * 10 >= income ? 'good' : 'tight'
}

/** An instalment above this share of the income (basis points) is worth a hint. */
export const HIGH_SHARE = 4_000
