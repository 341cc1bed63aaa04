import { stageNames, type Stage } from '../core/roles';

/** A name as it is compared: small letters and digits only, `ё` as `е`. */
export function normalise(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Names of a stage after {@link normalise}: English, Russian, and those of the usual trackers. */
const exact: Readonly<Record<Stage, readonly string[]>> = {
  view: [
    'view',
    'views',
    'viewed',
    'pageview',
    'pageviewed',
    'productview',
    'productviewed',
    'viewproduct',
    'viewitem',
    'viewcontent',
    'itemview',
    'itemviewed',
    'detailview',
    'viewdetail',
    'screenview',
    'visit',
    'pv',
    'impression',
    'browse',
    'просмотр',
    'просмотртовара',
    'просмотркарточки',
    'просмотрстраницы',
    'посещение',
    'визит',
  ],
  cart: [
    'cart',
    'addtocart',
    'addedtocart',
    'cartadd',
    'addcart',
    'productadded',
    'addtobasket',
    'basket',
    'addtobag',
    'корзина',
    'вкорзину',
    'добавлениевкорзину',
    'добавилвкорзину',
    'добавленвкорзину',
    'положилвкорзину',
  ],
  checkout: [
    'checkout',
    'begincheckout',
    'startcheckout',
    'initiatecheckout',
    'checkoutstarted',
    'checkoutstart',
    'addpaymentinfo',
    'addshippinginfo',
    'оформление',
    'оформлениезаказа',
    'началооформления',
    'переходкоформлению',
  ],
  purchase: [
    'purchase',
    'purchased',
    'transaction',
    'order',
    'ordered',
    'buy',
    'bought',
    'sale',
    'paid',
    'payment',
    'ordercompleted',
    'ordercomplete',
    'orderplaced',
    'placeorder',
    'checkoutcompleted',
    'ecommercepurchase',
    'completepayment',
    'invoice',
    'покупка',
    'купил',
    'заказ',
    'оплата',
    'оплачен',
    'оплачено',
    'оплатазаказа',
    'заказоформлен',
    'заказоплачен',
    'продажа',
  ],
  refund: [
    'refund',
    'refunded',
    'return',
    'returned',
    'chargeback',
    'orderrefunded',
    'orderreturned',
    'cancelledorder',
    'ordercancelled',
    'ordercanceled',
    'возврат',
    'возвратзаказа',
    'возвраттовара',
    'отменазаказа',
    'вернул',
  ],
};

/** The stage an event's name stands for, or null. `remove_from_cart` and the like stand for none. */
export function stageOf(event: string): Stage | null {
  const name = normalise(event);
  return stageNames.find((stage) => exact[stage].includes(name)) ?? null;
}

/**
 * Sorts event names into the stages of a shop's funnel; names that stand for none are in none. Stages
 * without an event are left out.
 */
export function guessStages(events: readonly string[]): { readonly [S in Stage]?: readonly string[] } {
  const stages: { [S in Stage]?: readonly string[] } = {};
  for (const stage of stageNames) {
    const named = events.filter((event) => stageOf(event) === stage);
    if (named.length > 0) stages[stage] = named;
  }
  return stages;
}
