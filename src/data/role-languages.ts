import type { Role } from '../core/roles';

/** What the columns of one language are called: tests of a whole name as {@link squeezed} gives it. */
type RoleTests = Readonly<Record<Role, RegExp>>;

/** Words that only hold others together, and currencies: "Importe (EUR)" is "Importe". */
const particles = new Set(
  'de del la el los las du des le les l d der die das den von y et und in eur usd gbp chf rub mxn руб'.split(' '),
);

/** A name as it is looked up here: its words without accents, joined; "Número de pedido" is "numeropedido". */
export function squeezed(words: readonly string[]): string {
  return words
    .filter((w) => !particles.has(w))
    .join('')
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .replaceAll('ß', 'ss')
    .normalize('NFC');
}

/** An id, a number or a code, before or behind what it is of. */
const id = '(?:ids?|numero|num|nro|no|n|codigo|cod|code|clave|identificador|identifiant|referencia|reference|ref)';

const german: RoleTests = {
  customer:
    /^(?:kunden?|kaeufer|kaufer|besteller|benutzer|nutzer|mitglieds?|besucher|debitoren?|abonnenten?|auftraggeber)(?:nr|no|nummer|id|kennung|code|schlussel)?$|^(?:konto|kundenkarten|karten)(?:nr|nummer|id)$/,
  time: /^(?:bestell|rechnungs|beleg|kauf|buchungs|auftrags|transaktions|verkaufs|ereignis|zahlungs|erstell(?:ungs)?|umsatz)(?:datum|zeit|zeitpunkt|zeitstempel|tag)$|^(?:datum|uhrzeit|zeitpunkt|zeitstempel|datum(?:uhr)?zeit|erstelltam|bestelltam|gekauftam|bezahltam)$/,
  event: /^(?:ereignis|aktion|aktivitat)(?:s?(?:name|typ|art))?$/,
  order:
    /^(?:bestell(?:ungs?)?|auftrags?|rechnungs?|beleg|bon|kassenbon|transaktions?|vorgangs?|warenkorb)(?:nr|no|nummer|id|kennung)$|^(?:bestellung|auftrag|rechnung|beleg|bon)$/,
  amount:
    /^(?:gesamt|rechnungs|bestell|auftrags|zahl(?:ungs)?|kauf|verkaufs|brutto|netto|end)?(?:betrag|summe|umsatz)(?:brutto|netto|gesamt)?$|^(?:gesamtpreis|bestellwert|warenwert|warenkorbwert|auftragswert|umsatzerlose?|erlose?)$/,
  price: /^(?:einzel|stuck|stueck|verkaufs|vk|artikel|produkt)?preis(?:brutto|netto|prostuck)?$/,
  quantity:
    /^(?:(?:bestellte|verkaufte)?menge|anzahl|stuckzahl|stueckzahl|stuck|bestellmenge|verkaufsmenge|absatzmenge|anzahlartikel)$/,
};

const spanish: RoleTests = {
  customer: new RegExp(
    `^${id}?(?:cliente|usuario|comprador|socio|contacto|visitante|consumidor|miembro)${id}?$|^${id}(?:cuenta|tarjeta)$|^(?:dni|nif|rfc|rut)$`,
  ),
  time: /^(?:fecha|dia)?(?:hora)?(?:pedido|compra|venta|factura|facturacion|operacion|transaccion|creacion|pago|evento|emision)?(?<=^(?:fecha|dia|hora).*)$|^(?:marcatiempo|momento)$/,
  event: /^(?:nombre|tipo)?(?:evento|accion|actividad)$/,
  order: new RegExp(
    `^${id}?(?:pedido|factura|ticket|transaccion|orden|recibo|boleta)${id}?$|^${id}(?:compra|venta)$|^(?:ordencompra|folio)$`,
  ),
  amount:
    /^(?:importe|monto|valor|total|suma)(?:total)?(?:pedido|factura|compra|venta|operacion|pagado|neto|bruto|pago|transaccion)?$|^(?:ventas?|ingresos?|facturacion|gastos?)$/,
  price: /^(?:precio|p)(?:unitario|unidad|porunidad)$|^precio(?:unitario|unidad|porunidad|venta|producto|articulo)?$/,
  quantity: /^(?:cantidad|unidades|uds|cant|piezas)(?:vendidas?|pedidas?|productos?|articulos?)?$/,
};

const french: RoleTests = {
  customer: new RegExp(
    `^${id}?(?:cliente?|utilisateur|visiteur|acheteur|adherent|membre|abonne|contact)${id}?$|^${id}(?:compte|carte)$|^${id}?cartefidelite$`,
  ),
  time: /^(?:date|jour)?(?:heure)?(?:commande|achat|vente|facture|facturation|operation|transaction|creation|paiement|evenement)?(?<=^(?:date|jour|heure).*)$|^horodatage$/,
  event: /^(?:nom|type)?(?:evenement|action|activite)$/,
  order: new RegExp(`^${id}?(?:commande|facture|ticket|transaction|recu|panier)${id}?$|^${id}(?:achat|vente)$`),
  amount:
    /^(?:montant|total|somme|valeur)(?:total|ttc|ht|net|brut)?(?:facture|commande|achat|vente|paye|operation|panier|transaction)?(?:ttc|ht)?$|^(?:chiffreaffaires|ca|ventes|recettes?)(?:ht|ttc)?$/,
  price: /^(?:prix(?:unitaire|vente|produit|article|unite)?|pu)(?:ht|ttc)?$/,
  quantity: /^(?:quantite|qte|unites|nbarticles|nombrearticles)(?:commandee|vendue|achetee)?s?$/,
};

/** Languages whose names are told by tests; English and Russian have lists of their own (role-names.ts). */
export const languages: readonly RoleTests[] = [german, spanish, french];

/** Words that name a person by how to reach them. */
export const mail =
  /^(?:e ?mail|mail|courriel|correo)$|(?:^| )(?:e ?mail|courriel|correo(?: electronico)?)(?: (?:adresse?|address|billing|клиента|покупателя))?$|^(?:adresse|adresse de|direccion de) (?:e ?mail|messagerie|correo)$/;
export const phone =
  /^(?:customer |client |billing )?(?:phone|mobile|telephone|telefono|telefon)(?: ?(?:number|nummer|no))?$|^(?:номер )?телефона?(?: клиента| покупателя)?$/;
