/** Short enough to be read out over the telephone: the beginning of the appeal's id. */
export const receiptNumber = (appeal: string): string => appeal.slice(0, 8).toUpperCase()
