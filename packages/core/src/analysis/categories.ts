/** Categories of a dimension that are kept apart; further ones are counted together. */
export const MAX_CATEGORIES = 40;
