// The year of one partner that `waymark demo` plays: what is said and typed, act by act.
#include "daemon/cli/demo_year.hpp"

#include "daemon/cli/answers.hpp"
#include "daemon/journal_verify.hpp"

namespace waymark::cli {
namespace {

using Words = std::vector<std::string>;

struct Year {
    DemoStage& stage;
    const Session& session;
    std::string olga, viktor;  // persons
    std::string onboarding, partner, application, interview, learning, notice;

    [[nodiscard]] bool russian() const { return session.speech.language == "ru"; }
    void people();
    void onboards();
    void gathers_records();
    void applies();
    void is_interviewed();
    void is_granted();
    void asks_for_presale();
    void gives_notice_and_stays();
    void confirmed(const Words& record, const char* who, const char* event);
    void grows();
    void leaves();
};

void Year::people() {
    stage.say(
        {"This is Waymark, the memory of a partner program. In the next minutes you will live through the "
         "year 2026 with one\n"
         "partner. Nothing is staged: a service of your own runs behind this terminal, in a rehearsal, its "
         "clock moved by\n"
         "hand. No letter leaves, and nobody in it is real. Every line with a $ is a command you could type.",
         "Это Waymark — память партнёрской программы. За несколько минут вы проживёте с одним партнёром весь "
         "2026 год.\n"
         "Здесь ничего не подстроено: за этим терминалом работает ваш собственный сервис в режиме репетиции, "
         "его часы\n"
         "переводят вручную. Письма наружу не уходят, все имена вымышлены. Каждую строку с $ можно набрать "
         "самому."});
    stage.say(
        {"Who plays: Olga Vetrova, who wants her company in the program; and at the provider Daria, the "
         "partner account\n"
         "manager, Anna, the coordinator, Viktor, an architect, Kira, a customer manager, and Boris of "
         "support.\n"
         "It is Monday, 2 February, 10:00 in Moscow.",
         "Действующие лица: Ольга Ветрова хочет привести свою компанию в программу; со стороны провайдера — "
         "партнёрский\n"
         "менеджер Дарья, координатор Анна, архитектор Виктор, менеджер заказчиков Кира и Борис из "
         "поддержки.\n"
         "Понедельник, 2 февраля, 10:00 по Москве."});
    olga = stage.person("olga", {"Olga Vetrova", "Ольга Ветрова"}, "prospect");
    stage.person("daria", {"Daria Ozerova", "Дарья Озерова"}, "pam");
    stage.person("anna", {"Anna Berezova", "Анна Берёзова"}, "coordinator");
    viktor =
        stage.person("viktor", {"Viktor Zimin", "Виктор Зимин"}, "architect", {}, {"security-compliance"});
    stage.person("kira", {"Kira Lozina", "Кира Лозина"}, "customer-manager");
    stage.person("boris", {"Boris Klyuchnikov", "Борис Ключников"}, "support");
    stage.follow(olga);
    stage.pause();
}

void Year::onboards() {
    stage.chapter({"February: a company joins", "Февраль: компания вступает в программу"});
    stage.say(
        {"Olga fills in an application. She could save it in pieces; she does it in one go, and hands it in.",
         "Ольга заполняет заявку. Её можно сохранять по частям, но она справляется за один раз — и подаёт."});
    onboarding = stage.type(
        "olga",
        {"onboarding", "create", "person=" + olga,
         russian() ? "company=ООО «Ветроград»" : "company=Windmere LLC", "tin=0020260014",
         russian() ? "locale=ru" : "locale=en", "video_watched:=true", "partnership_type=direct",
         "tax_type=general",
         russian()
             ? R"(contacts:=[{"name":"Ольга Ветрова","email":"olga@vetrograd.example.org","role":"owner"}])"
             : R"(contacts:=[{"name":"Olga Vetrova","email":"olga@windmere.example.org","role":"owner"}])",
         russian()
             ? R"(questionnaire:={"services":"Переносим склады в облако","customers":"Торговые сети"})"
             : R"(questionnaire:={"services":"Warehouses into the cloud","customers":"Retail chains"})"});
    stage.type("olga", {"onboarding", "send", onboarding, "submit"});
    stage.say(
        {"Seven business days run now. If nobody decided, the lead would be told; nothing is ever approved "
         "by the clock.\n"
         "Daria is quick. On the 5th she has looked at the billing account, and on the 6th the agreement is "
         "signed.",
         "Пошли семь рабочих дней. Если никто не решит, об этом узнает руководитель; само по себе не "
         "одобряется ничто.\n"
         "Дарья успевает: 5-го она проверила платёжный аккаунт, 6-го подписан договор."});
    stage.until("2026-02-05T08:00:00Z");
    stage.type("daria", {"onboarding", "send", onboarding, "review.start"});
    stage.type("daria", {"onboarding", "send", onboarding, "approve", "business:=true", "rf_resident:=true",
                         "wire_transfer:=true", "paid_version:=true"});
    stage.until("2026-02-06T09:00:00Z");
    stage.type("daria", {"onboarding", "send", onboarding, "agreement.sign",
                         russian() ? "signatory=Ольга Ветрова" : "signatory=Olga Vetrova", "date=2026-02-06",
                         "number=P-17"});
    partner = plain(stage.get("/api/v1/onboardings/" + onboarding).at("data"), "partner");
    stage.follow(partner);
    stage.say({"One command, one commit: the application is done, the partner exists, and Olga is its owner.",
               "Одна команда, одна запись на диск: заявка завершена, партнёр создан, Ольга — его владелец."});
}

/// Recorded by Olga, confirmed by somebody of the provider.
void Year::confirmed(const Words& record, const char* who, const char* event) {
    const auto id = stage.type("olga", record);
    stage.type(who, {record.front(), "send", id, event});
}

void Year::gathers_records() {
    stage.chapter({"February: what the rules ask for", "Февраль: чего требуют правила"});
    stage.say(
        {"Olga wants to be a specialist in Security Compliance. Nobody ticks conditions off: the service "
         "judges them by what\n"
         "is recorded. So she records a specialist, a solution, a plan and two projects; Viktor and Daria "
         "confirm them.",
         "Ольге нужна специализация Security Compliance. Галочек здесь никто не ставит: условия оценивает "
         "сервис — по\n"
         "сведениям о партнёре. Ольга вносит специалиста, решение, план и два проекта; Виктор и Дарья их "
         "подтверждают."});
    stage.until("2026-02-16T07:00:00Z");
    const auto ilya =
        stage.type("olga", {"employee", "create", "partner=" + partner,
                            russian() ? "name=Илья Туманов" : "name=Ilya Tumanov", "from=2024-09-02"});
    stage.type("olga", {"employee", "send", ilya, "certificate.add", "code=cip", "trained_on=2025-05-12",
                        "certified_on=2025-06-03"});
    const std::string of = "partner=" + partner, technology = "technology=security-compliance";
    confirmed({"solution", "create", of, technology,
               russian() ? "title=Защита склада в облаке" : "title=A warehouse, protected",
               "implemented_on=2026-01-20"},
              "viktor", "verify");
    confirmed({"plan", "create", of, technology, "document=plan-2026.pdf"}, "daria", "approve");
    confirmed({"project", "create", of, technology,
               russian() ? "customer=ООО «Лесная лавка»" : "customer=Thornhill Stores",
               "implemented_on=2026-01-20"},
              "viktor", "confirm");
    confirmed(
        {"project", "create", of, technology,
         russian() ? "customer=ООО «Тихий двор»" : "customer=Stillyard Ltd", "implemented_on=2026-02-10"},
        "viktor", "confirm");
    stage.say({"Is that enough? Whoever asks is told, with the sources and with what is missing.",
               "Достаточно ли этого? Ответ — с источниками и с тем, чего не хватает."});
    stage.look({"eligibility", partner, "security-compliance"}, [&] {
        print_eligibility(
            std::cout, session.speech,
            stage.get("/api/v1/partners/" + partner + "/eligibility?specialization=security-compliance"));
    });
    stage.say({"One person needs both certificates. Ilya passes the second one; only the interview is left.",
               "Оба сертификата нужны одному человеку. Илья сдаёт второй экзамен; остаётся собеседование."});
    stage.until("2026-02-24T07:00:00Z");
    stage.type("olga", {"employee", "send", ilya, "certificate.add", "code=compliance",
                        "trained_on=2026-02-19", "certified_on=2026-02-23"});
}

void Year::applies() {
    stage.chapter({"February: an application for a specialization", "Февраль: заявка на специализацию"});
    stage.say(
        {"A partner may apply on any day. A specialization is granted in a window only, in April and in "
         "October.",
         "Подать заявку можно в любой день. Присваивают специализации только в окна набора — в апреле и в "
         "октябре."});
    application =
        stage.type("olga", {"application", "create", "partner=" + partner, "technology=security-compliance"});
    stage.type("olga", {"application", "send", application, "draft.save",
                        russian() ? R"(solutions:=["Защита склада в облаке"])"
                                  : R"(solutions:=["A warehouse, protected"])",
                        "business_plan=plan-2026.pdf",
                        russian() ? R"(specialists:=["Илья Туманов"])" : R"(specialists:=["Ilya Tumanov"])"});
    stage.type("olga", {"application", "send", application, "submit"});
    stage.say(
        {"It aims at April by itself. Daria has the service check the conditions: all are met but the "
         "interview.",
         "Целевое окно — апрель — выбрано само. Дарья запускает проверку: выполнено всё, кроме "
         "собеседования."});
    stage.type("daria", {"application", "send", application, "check"});
    stage.type("daria", {"application", "send", application, "complete"});
}

void Year::is_interviewed() {
    stage.chapter({"March: the interview", "Март: собеседование"});
    interview = stage.newest("interview");
    stage.say(
        {"Security Compliance wants an interview. Anna tries Monday, 9 March, and the calendar knows better: "
         "it "
         "is a holiday.",
         "Для Security Compliance нужно собеседование. Анна пробует понедельник, 9 марта, но календарь "
         "знает: это "
         "выходной."});
    stage.try_in_vain("anna", {"interview", "send", interview, "schedule", "architect=" + viktor,
                               "starts_at=2026-03-09T08:00:00Z"});
    stage.type("anna", {"interview", "send", interview, "schedule", "architect=" + viktor,
                        "starts_at=2026-03-10T08:00:00Z", "place=https://meet.example.org/17"});
    stage.say({"Reminders go out by themselves, three days and one day before.",
               "Напоминания уйдут сами, за три дня и за день."});
    stage.until("2026-03-10T09:10:00Z");
    stage.type("viktor", {"interview", "send", interview, "pass",
                          russian() ? R"(scores:=[{"criterion":"Архитектура","score":5}])"
                                    : R"(scores:=[{"criterion":"Architecture","score":5}])",
                          russian() ? "comment=Уверенно" : "comment=Sound",
                          russian() ? "recommendations=Опишите восстановление"
                                    : "recommendations=Describe how you recover"});
}

void Year::is_granted() {
    stage.chapter({"April: the window opens", "Апрель: открывается окно"});
    stage.say(
        {"Everything is ready, and still too early. Whoever asks is told why, and from when it will be "
         "possible.",
         "Всё готово, но ещё рано. Тот, кто спросит, узнает почему — и с какого дня будет можно."});
    stage.try_in_vain("anna", {"application", "send", application, "grant"});
    stage.until("2026-04-01");
    stage.type("anna", {"application", "send", application, "grant"});
}

void Year::asks_for_presale() {
    stage.chapter({"June: a customer wants to see experts", "Июнь: заказчик хочет видеть экспертов"});
    stage.until("2026-06-09T08:00:00Z");
    stage.say(
        {"Somebody must get in contact within three business days. Friday, 12 June, is a holiday: it does "
         "not count.",
         "Связаться нужно за три рабочих дня. Пятница, 12 июня, — праздник и не считается."});
    const auto presale =
        stage.type("olga", {"presale", "create", "partner=" + partner,
                            russian() ? "customer.name=ООО «Лесная лавка»" : "customer.name=Thornhill Stores",
                            "customer_kind=new",
                            russian() ? "request=Пилот на два месяца" : "request=A pilot of two months"});
    stage.say({"Kira is on holiday, too. The clock finds out, and tells the lead.",
               "Но и Кира в отпуске. Это замечают часы — и сообщают руководителю."});
    stage.until("2026-06-16T07:30:00Z");
    stage.type("kira", {"presale", "send", presale, "assign"});
    stage.type("kira", {"presale", "send", presale, "contact.made", "channel=call"});
    stage.say(
        {"Olga, meanwhile, has her eye on a second specialization; this one needs no interview.",
         "Ольга тем временем присматривается ко второй специализации; для неё собеседование не нужно."});
    stage.type("olga", {"application", "create", "partner=" + partner, "technology=ml-ai"});
    learning = stage.newest("application");
    stage.type("olga",
               {"application", "send", learning, "draft.save",
                russian() ? R"(solutions:=["Прогноз спроса"])" : R"(solutions:=["A forecast of demand"])",
                "business_plan=plan-ml.pdf"});
    stage.type("olga", {"application", "send", learning, "submit"});
    stage.type("daria", {"application", "send", learning, "check"});
}

void Year::gives_notice_and_stays() {
    stage.chapter({"August: a notice, and second thoughts", "Август: уведомление о выходе — и раздумья"});
    stage.until("2026-08-03T07:00:00Z");
    stage.say(
        {"Olga tells support that the company leaves, on 20 August. Thirty days are thirty days: nobody can "
         "make them shorter.",
         "Ольга пишет в поддержку: компания выходит 20 августа. Тридцать дней — это тридцать дней, сократить "
         "их не может никто."});
    notice = stage.type("boris", {"notice", "create", "partner=" + partner, "sender.role=owner",
                                  "requested_exit_date=2026-08-20", "ticket=S-2108"});
    stage.type("boris", {"notice", "send", notice, "validate"});
    stage.say(
        {"The date moved to 2 September and the partner knows. In the same commit the open application went "
         "on hold.\n"
         "Two weeks before, the first reminder leaves.",
         "Дата сдвинута на 2 сентября, и партнёр об этом знает. В той же записи открытая заявка "
         "приостановлена.\n"
         "За две недели уходит первое напоминание."});
    stage.until("2026-08-24T07:00:00Z");
    stage.say({"And Olga thinks again.", "И Ольга передумала."});
    stage.type("boris", {"notice", "send", notice, "withdraw", "ticket=S-2177"});
    stage.say({"Everything goes on where it stood; the reminders that were to come are gone.",
               "Всё продолжается с того же места; предстоявшие напоминания сняты."});
}

void Year::grows() {
    stage.chapter({"October: a second specialization", "Октябрь: вторая специализация"});
    stage.until("2026-10-05T08:00:00Z");
    stage.say({"Daria would like to go on, but the records of this technology are empty.",
               "Дарья хочет продолжить, но по этой технологии ещё ничего не внесено."});
    stage.try_in_vain("daria", {"application", "send", learning, "complete"});
    const std::string of = "partner=" + partner, technology = "technology=ml-ai";
    confirmed({"solution", "create", of, technology, russian() ? "title=Прогноз спроса" : "title=A forecast",
               "implemented_on=2026-09-01"},
              "viktor", "verify");
    confirmed({"plan", "create", of, technology, "document=plan-ml.pdf"}, "daria", "approve");
    confirmed({"project", "create", of, technology, "product=brand-voice-core",
               russian() ? "customer=ООО «Лесная лавка»" : "customer=Thornhill Stores",
               "implemented_on=2026-09-15"},
              "viktor", "confirm");
    stage.type("daria", {"application", "send", learning, "complete"});
    stage.type("anna", {"application", "send", learning, "grant"});
}

void Year::leaves() {
    stage.chapter({"The end of the year: goodbye", "Конец года: прощание"});
    stage.until("2026-11-25T07:00:00Z");
    stage.say(
        {"The company is sold. This time it is in earnest: the last day as a partner shall be 31 December.",
         "Компания продана, и на этот раз всё всерьёз: последним днём партнёрства будет 31 декабря."});
    notice = stage.type("boris", {"notice", "create", "partner=" + partner, "sender.role=signatory",
                                  "requested_exit_date=2027-01-01", "ticket=S-3001"});
    stage.type("boris", {"notice", "send", notice, "validate"});
    stage.say({"Now watch the clock strike twelve.", "А теперь — бой часов."});
    stage.until("2027-01-01");
    stage.say(
        {"At 00:00 Moscow time, by nobody but the clock: the notice is executed, the partner has exited, "
         "both specializations\n"
         "have ended. A minute later it is too late:",
         "В 00:00 по Москве, без чьего-либо участия: уведомление исполнено, партнёр вышел, обе специализации "
         "прекращены.\n"
         "Минутой позже уже поздно:"});
    stage.try_in_vain("boris", {"notice", "send", notice, "withdraw"});
}

}  // namespace

void play_year(DemoStage& stage, const Session& session, const std::string& folder) {
    Year year{stage, session, {}, {}, {}, {}, {}, {}, {}, {}};
    year.people();
    year.onboards();
    year.gathers_records();
    year.applies();
    year.is_interviewed();
    year.is_granted();
    year.asks_for_presale();
    year.gives_notice_and_stays();
    year.grows();
    year.leaves();

    stage.chapter({"Looking back", "Оглядываясь назад"});
    stage.say(
        {"The journal knows who did what, when, and why; with it, everything can be explained, and rebuilt.",
         "Журнал знает, кто, что, когда и почему сделал; по нему всё можно объяснить — и восстановить."});
    stage.look({"partner", "history", year.partner, "--limit", "6"}, [&] {
        print_records(session, stage.get("/api/v1/partners/" + year.partner + "/history?limit=6"));
    });
    stage.look({"journal", "verify"}, [&] {
        if (daemon::journal_verify(folder, false, std::cout, std::cerr) != 0)
            throw Failure(70, "The journal of the demo is not sound.");
    });
    stage.say(
        {"That was the year. To look around among two hundred invented partners: ./dev run. To begin with "
         "your own: the README.",
         "Вот и весь год. Осмотреться среди двухсот вымышленных партнёров: ./dev run. Начать со своими: "
         "README."});
}

}  // namespace waymark::cli
