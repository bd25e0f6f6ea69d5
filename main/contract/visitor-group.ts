/** Who a visitor is to the law on documents: resident of the Mainland; of Hong Kong, Macao or Taiwan; foreigner. */
export const visitorGroups = ['mainland', 'hmt', 'foreign'] as const;
export type VisitorGroup = (typeof visitorGroups)[number];
