import type { Property } from '../../core/filter';

/** Columns of a log's file that features are made of beside the roles, found by their names. */
export interface FeatureColumns {
  readonly item: string | null;
  readonly category: string | null;
  /** Says that a row was under a promotion: a flag, a share, a price cut, a coupon's name. */
  readonly promo: string | null;
}

const patterns: Readonly<Record<keyof FeatureColumns, RegExp>> = {
  item: /^(item|items?id|itemcode|product|productid|productcode|sku|skuid|stockcode|article|articleid|good|goodsid|товар|idтовара|кодтовара|артикул)$/,
  category:
    /^(category|categoryid|categorycode|categoryname|productcategory|itemcategory|department|категория|категориятовара|idкатегории|раздел)$/,
  promo:
    /^(promo|promotion|ispromo|onpromo|promocode|discount|discountamount|discountpercent|discounted|coupon|couponcode|акция|промо|промокод|скидка|купон)$/,
};

/**
 * The first column of each meaning, by its name (English and Russian); null where none is called so. The same
 * columns give the same answer, so that a task means the same everywhere.
 */
export function featureColumns(properties: readonly Property[]): FeatureColumns {
  const found = (meaning: keyof FeatureColumns): string | null =>
    properties.find(({ name }) => patterns[meaning].test(plain(name)))?.name ?? null;
  return { item: found('item'), category: found('category'), promo: found('promo') };
}

const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
