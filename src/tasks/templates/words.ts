import type { Catalogue } from '../../core/words';
import type { TemplateId } from './templates';

interface TemplateWords {
  readonly templates: {
    readonly [T in TemplateId]: {
      readonly title: string;
      /** What is asked. */
      readonly asks: string;
      /** What data it reads. */
      readonly needs: string;
      /** What comes out beside the figures of the model. */
      readonly gives: string;
    };
  };
}

/** Texts of the templates. */
export const templateWords: Catalogue<TemplateWords> = {
  en: {
    templates: {
      churn: {
        title: 'Customers about to leave',
        asks: 'Which active customers will fall silent?',
        needs: 'Needs a log of events or purchases',
        gives: 'Whom to keep first, and the money at risk',
      },
      repurchase: {
        title: 'Spend flag, 90 days',
        asks: 'Which customers will buy again?',
        needs: 'Needs a log with purchases',
        gives: 'Buyers to expect, and what they will bring',
      },
      value: {
        title: 'Customer value, 90 days',
        asks: 'How much will each customer spend?',
        needs: 'Needs a log of purchases with amounts',
        gives: 'VIP list, high value, at risk, missed opportunities',
      },
      propensity: {
        title: 'Ready to buy, 7 days',
        asks: 'Which recent visitors will buy within days?',
        needs: 'Needs a log of visits and purchases',
        gives: 'Likely buyers, and what they will bring',
      },
      conversion: {
        title: 'Visits that convert',
        asks: 'Which visits will end in a purchase, going by how they begin?',
        needs: 'Needs a log of visits and purchases with times of day',
        gives: 'Risk bands with what really happened',
      },
      decline: {
        title: 'Falling activity',
        asks: 'Which customers will buy less than before?',
        needs: 'Needs a customer table with a column such as “purchase_activity”',
        gives: 'What sets them apart from all others',
      },
      upsell: {
        title: 'Additional offer',
        asks: 'Which customers will take an offer?',
        needs: 'Needs a customer table with a column such as “has_done_upselling”',
        gives: 'Models compared fairly, and the best cut',
      },
    },
  },
  ru: {
    templates: {
      churn: {
        title: 'Отток клиентов',
        asks: 'Кто из активных клиентов замолчит?',
        needs: 'Нужен журнал событий или покупок',
        gives: 'Кого удерживать первым и сколько денег под риском',
      },
      repurchase: {
        title: 'Покупка за 90 дней',
        asks: 'Кто из покупателей купит снова?',
        needs: 'Нужен журнал с покупками',
        gives: 'Кого ждать с покупкой и сколько она принесёт',
      },
      value: {
        title: 'Ценность за 90 дней',
        asks: 'Сколько потратит каждый покупатель?',
        needs: 'Нужен журнал покупок с суммами',
        gives: 'VIP-список, ценные, под угрозой, упущенные возможности',
      },
      propensity: {
        title: 'Готовность купить, 7 дней',
        asks: 'Кто из недавних посетителей купит в ближайшие дни?',
        needs: 'Нужен журнал визитов и покупок',
        gives: 'Вероятные покупатели и сколько они принесут',
      },
      conversion: {
        title: 'Конверсия визитов',
        asks: 'Какой визит закончится покупкой, судя по началу?',
        needs: 'Нужен журнал визитов и покупок с временем суток',
        gives: 'Группы риска и что было на деле',
      },
      decline: {
        title: 'Снижение активности',
        asks: 'Кто из клиентов станет покупать меньше?',
        needs: 'Нужна таблица клиентов со столбцом вроде «Покупательская активность»',
        gives: 'Чем такие клиенты отличаются от остальных',
      },
      upsell: {
        title: 'Допродажа',
        asks: 'Кто из клиентов примет предложение?',
        needs: 'Нужна таблица клиентов со столбцом вроде has_done_upselling',
        gives: 'Честное сравнение моделей и лучший порог',
      },
    },
  },
};
