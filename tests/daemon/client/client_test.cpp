#include "tests/daemon/client/client_commands.hpp"

namespace waymark::daemon {
namespace {

using blackbox::run_waymark;
using testing::HasSubstr;

TEST_F(ClientCommands, ANoticeFromItsReceiptToItsEnd) {
    const auto partner = made("coordinator", {"partner", "create", "name=Romashka", "tin=7707083893"});
    const auto dry =
        run("support", {"notice", "create", "partner=" + partner, "sender.role=owner", "--dry-run"});
    EXPECT_THAT(dry.out, HasSubstr("Nothing was changed"));
    EXPECT_THAT(json("support", {"notice", "list"}).at("items").as_array(), testing::IsEmpty());

    const auto notice = made("support", {"notice", "create", "partner=" + partner, "sender.role=owner"});
    EXPECT_EQ(run("support", {"notice", "send", notice, "validate"}).exit_code, 0);
    const auto shown = run("support", {"notice", "show", notice});
    EXPECT_THAT(shown.out, HasSubstr("notice " + notice + ": Accepted"));
    EXPECT_THAT(shown.out, HasSubstr("2026-04-01 00:00:00 MSK"));
    EXPECT_THAT(shown.out, testing::Not(HasSubstr("validation.overdue"))) << "what the service alone sends";
    EXPECT_THAT(run("support", {"--language", "ru", "notice", "show", notice}).out, HasSubstr("Принято"));

    EXPECT_EQ(run("admin", {"clock", "advance", "30d"}).exit_code, 0);
    EXPECT_THAT(run("support", {"partner", "show", partner}).out, HasSubstr("partner " + partner + ": "));
    EXPECT_EQ(json("support", {"partner", "show", partner}).at("state"), "exited");
    EXPECT_THAT(run("auditor", {"notification", "list", "--partner", partner}).out, HasSubstr("quit."));
    const auto messages = json("auditor", {"notification", "list", "--partner", partner});
    const std::string message(messages.at("items").at(0).at("id").as_string());
    EXPECT_THAT(run("auditor", {"notification", "why", message}).out, HasSubstr("because of "));
    const auto refused = run("auditor", {"notification", "retry", message});
    EXPECT_EQ(refused.exit_code, 77) << refused.err;
    EXPECT_THAT(run("auditor", {"notice", "history", notice}).out, HasSubstr("exit.due"));
    EXPECT_THAT(run("auditor", {"journal", "list", "--limit", "200"}).out, HasSubstr(notice));
    EXPECT_EQ(run("admin", {"journal", "verify", "--data", folder_.path().string()}).exit_code, 0);
}

TEST_F(ClientCommands, AnApplicationFromItsDraftToThePartnerAndItsPresale) {
    for (const char* role : {"prospect", "pam", "customer-manager"})
        ASSERT_EQ(
            run("admin", {"token", "create", "--name", role, "--role", role, "--save", token_file(role)})
                .exit_code,
            0);
    const auto himself = json("prospect", {"person", "list"}).at("items").as_array();
    ASSERT_EQ(himself.size(), 1U);
    const std::string person(himself[0].at("id").as_string());
    const auto onboarding = made("prospect", {"onboarding", "create", "person=" + person, "tin=7707083893"});
    EXPECT_THAT(run("prospect", {"onboarding", "why", onboarding, "submit"}).out,
                HasSubstr("INCOMPLETE: still missing: the company name, a contact"));
    EXPECT_THAT(run("prospect", {"--language", "ru", "onboarding", "why", onboarding, "submit"}).out,
                HasSubstr("название компании, контактное лицо"));
    EXPECT_EQ(run("prospect", {"onboarding", "send", onboarding, "draft.save", "company=Romashka",
                               R"(contacts:=[{"name":"Olga","email":"olga@example.org"}])",
                               "video_watched:=true", "partnership_type=direct", "tax_type=general",
                               "questionnaire.services=migrations", "questionnaire.customers=shops"})
                  .exit_code,
              0);
    EXPECT_EQ(run("prospect", {"onboarding", "send", onboarding, "submit"}).exit_code, 0);
    EXPECT_THAT(run("prospect", {"onboarding", "show", onboarding}).out, HasSubstr("Submitted"));
    EXPECT_EQ(run("pam", {"onboarding", "send", onboarding, "review.start"}).exit_code, 0);
    EXPECT_EQ(run("pam", {"onboarding", "send", onboarding, "approve", "business:=true", "rf_resident:=true",
                          "wire_transfer:=true", "paid_version:=true"})
                  .exit_code,
              0);
    EXPECT_EQ(run("pam", {"onboarding", "send", onboarding, "agreement.sign", "signatory=Olga",
                          "date=2026-03-02", "number=A-17"})
                  .exit_code,
              0);
    const auto partners = json("prospect", {"partner", "list"}).at("items").as_array();
    ASSERT_EQ(partners.size(), 1U) << "the same token, now an owner's";
    const auto presale =
        made("prospect", {"presale", "create", "partner=" + std::string(partners[0].at("id").as_string()),
                          "customer.name=Vasilek", "customer_kind=new", "request=A pilot"});
    EXPECT_EQ(run("customer-manager", {"presale", "send", presale, "assign"}).exit_code, 0);
    EXPECT_THAT(run("customer-manager", {"presale", "list"}).out, HasSubstr(presale));
    EXPECT_EQ(run("admin", {"journal", "verify", "--data", folder_.path().string()}).exit_code, 0);
}

TEST_F(ClientCommands, WhyNamesTheGuardItsValuesAndFromWhen) {
    const auto partner = made("coordinator", {"partner", "create", "name=Romashka"});
    ASSERT_EQ(
        run("admin", {"token", "create", "--name", "Pavel", "--role", "pam", "--save", token_file("pam")})
            .exit_code,
        0);
    const auto application = made("pam", {"application", "create", "partner=" + partner, "technology=ml-ai"});
    const auto send = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"application", "send", application});
        EXPECT_EQ(run("pam", words).exit_code, 0);
    };
    send({"draft.save", R"(solutions:=["A chat bot"])", "business_plan=plan.pdf"});
    send({"submit"});
    send({"check"});
    send({"complete", "reason=The rest comes later."});
    const auto why = run("coordinator", {"application", "why", application, "grant"});
    EXPECT_THAT(why.out, HasSubstr("WINDOW_CLOSED"));
    EXPECT_THAT(why.out, HasSubstr("_event.data.facts.window.open = false"));
    EXPECT_THAT(why.out, HasSubstr("Possible from 2026-04-01 00:00:00 MSK."));
    EXPECT_THAT(run("coordinator", {"--language", "ru", "application", "why", application, "grant"}).out,
                HasSubstr("Возможно с 2026-04-01 00:00:00 МСК."));
    const auto all = json("coordinator", {"partner", "why", partner}).at("events").as_array();
    EXPECT_THAT(all, testing::Contains(testing::Truly([](const boost::json::value& action) {
                    return action.at("event") == "debt.set" && !action.at("allowed").as_bool();
                })));
}

TEST_F(ClientCommands, TimersAreListedInTheirOrder) {
    const auto partner = made("coordinator", {"partner", "create", "name=Romashka"});
    const auto notice = made("support", {"notice", "create", "partner=" + partner, "sender.role=owner"});
    EXPECT_EQ(run("support", {"notice", "send", notice, "validate"}).exit_code, 0);
    const auto timers = json("auditor", {"timer", "list"}).at("items").as_array();
    ASSERT_GT(timers.size(), 4U) << "those of the notice, and of the next window";
    for (std::size_t i = 1; i < timers.size(); ++i)
        EXPECT_LE(timers[i - 1].at("due").as_string(), timers[i].at("due").as_string());
    EXPECT_EQ(json("auditor", {"timer", "list", "--instance", notice}).at("items").as_array().size(), 4U);
}

TEST_F(ClientCommands, TheClockIsAskedAndMoved) {
    EXPECT_EQ(run("auditor", {"clock"}).out, "2026-03-02 15:00:00 MSK  (rehearsal)\n");
    EXPECT_EQ(run("admin", {"clock", "advance", "--to", "2026-03-05"}).out,
              "2026-03-05 00:00:00 MSK  (rehearsal)\n");
    EXPECT_EQ(run("admin", {"clock", "advance", "--to", "2026-03-04"}).exit_code, 1);
    EXPECT_EQ(run("auditor", {"clock", "advance", "1d"}).exit_code, 77);
    EXPECT_EQ(run("admin", {"clock", "advance", "tomorrow"}).exit_code, 2);
    EXPECT_EQ(run("admin", {"clock", "advance"}).exit_code, 2);
}

TEST_F(ClientCommands, BackupAndResume) {
    const auto folder = json("admin", {"backup", "monday"}).at("folder");
    EXPECT_TRUE(
        std::filesystem::exists(std::filesystem::path(std::string(folder.as_string())) / "journal.db"));
    EXPECT_EQ(run("admin", {"backup", "monday"}).exit_code, 1);
    EXPECT_EQ(run("auditor", {"backup", "other"}).exit_code, 77);
    EXPECT_EQ(run("admin", {"resume", "--reason", "nothing is held"}).exit_code, 1);
}

TEST_F(ClientCommands, ARefusalSaysWhatIsWrongAndEndsWithItsCode) {
    const auto unknown = run("coordinator", {"partner", "create", "nam=Romashka"});
    EXPECT_EQ(unknown.exit_code, 1);
    EXPECT_THAT(unknown.err, HasSubstr("/nam: the form has no such member"));
    EXPECT_THAT(unknown.err, HasSubstr("/name: is missing"));
    EXPECT_THAT(unknown.err, HasSubstr("(form-invalid)"));
    EXPECT_EQ(run("support", {"partner", "create", "name=Romashka"}).exit_code, 77);
    EXPECT_EQ(run("coordinator", {"partner", "show", "1kjq6psg0zzzz"}).exit_code, 1);
    EXPECT_EQ(run("coordinator", {"partner", "create", "name"}).exit_code, 2);
    EXPECT_EQ(run("coordinator", {"partner", "crate"}).exit_code, 2);
    EXPECT_EQ(run("nobody", {"status"}).exit_code, 77) << "no token file";
    const auto away =
        run_waymark({"--server", "http://127.0.0.1:1", "status"}, {{"WAYMARK_TOKEN", "wm_x_y"}});
    EXPECT_EQ(away.exit_code, 69);
    EXPECT_THAT(away.err, HasSubstr("waymark serve"));
    const auto partner = made("coordinator", {"partner", "create", "name=Romashka"});
    EXPECT_EQ(run("coordinator", {"partner", "send", partner, "debt.vanish"}).exit_code, 1);
    EXPECT_EQ(run("coordinator", {"partner", "send", partner, "revocation.propose", "reason_code=FALSE_DATA",
                                  "clause=4.2", "evidence=None", "--if-version", "7"})
                  .exit_code,
              1);
}

TEST_F(ClientCommands, LettersAreListedAndPreviewed) {
    const auto listed = run("coordinator", {"template", "list"});
    EXPECT_THAT(listed.out, HasSubstr("quit.accepted"));
    const auto partner =
        made("coordinator",
             {"partner", "create", "name=Romashka", "locale=ru",
              "contacts:=[{\"name\": \"Olga\", \"email\": \"olga@romashka.example\", \"role\": \"owner\"}]"});
    const std::vector<std::string> preview = {"template", "preview", "quit.accepted", "--partner", partner};
    const auto made_up = run("coordinator", preview);
    EXPECT_EQ(made_up.exit_code, 0) << made_up.err;
    EXPECT_THAT(made_up.err, HasSubstr("made up"));
    EXPECT_THAT(made_up.out, HasSubstr("To: Olga <olga@romashka.example>"));
    EXPECT_THAT(made_up.out, HasSubstr("Romashka"));

    const auto notice = made("support", {"notice", "create", "partner=" + partner, "sender.role=owner"});
    EXPECT_EQ(run("support", {"notice", "send", notice, "validate"}).exit_code, 0);
    // Received on 2 March: the exit is on 1 April, and 31 March is the last day (S10).
    const auto russian = run("coordinator", preview);
    EXPECT_THAT(russian.err, testing::Not(HasSubstr("made up")));
    EXPECT_THAT(russian.out, HasSubstr("Последний день в статусе партнёра: 31 марта 2026 г."));
    auto in_english = preview;
    in_english.insert(in_english.end(), {"--language", "en"});
    const auto english = run("coordinator", in_english);
    EXPECT_THAT(english.out, HasSubstr("Romashka leaves the program on 1 April 2026"));
    EXPECT_THAT(english.out, HasSubstr("Last day as a partner: 31 March 2026."));
    EXPECT_EQ(run("coordinator", {"template", "preview", "no.such", "--partner", partner}).exit_code, 1);
}

TEST_F(ClientCommands, AMistakeIsTakenBack) {
    const auto partner = made("coordinator", {"partner", "create", "name=Romashka", "tin=7707083893"});
    const auto notice = made("support", {"notice", "create", "partner=" + partner, "sender.role=owner"});
    EXPECT_THAT(run("support", {"notice", "send", notice, "validate"}).err,
                HasSubstr("until 2026-03-02 15:02:00 MSK: waymark undo "));
    const auto dry = run("support", {"undo", "last", "--dry-run"});
    EXPECT_THAT(dry.out, HasSubstr("Nothing was changed"));
    EXPECT_THAT(dry.out, HasSubstr("would be restored"));
    EXPECT_EQ(json("support", {"notice", "show", notice}).at("state"), "accepted");

    const auto undone = run("support", {"undo", "last", "--reason", "the wrong notice"});
    EXPECT_EQ(undone.exit_code, 0) << undone.err;
    EXPECT_THAT(undone.out, HasSubstr(notice));
    EXPECT_THAT(undone.out, HasSubstr(partner));
    EXPECT_THAT(undone.out, HasSubstr("quit.accepted"));
    EXPECT_THAT(undone.out, HasSubstr("validation.overdue")) << "armed again";
    EXPECT_EQ(json("support", {"notice", "show", notice}).at("state"), "received");
    EXPECT_THAT(run("auditor", {"notification", "list", "--state", "cancelled"}).out,
                HasSubstr("quit.accepted"));
    EXPECT_THAT(run("auditor", {"notice", "history", notice}).out, HasSubstr("undo"));

    const auto again = run("support", {"undo", "last"});
    EXPECT_EQ(again.exit_code, 1);
    EXPECT_THAT(again.err, HasSubstr("send the event again"));
    EXPECT_EQ(run("support", {"undo", "first"}).exit_code, 2);
    EXPECT_EQ(run("admin", {"journal", "verify", "--data", folder_.path().string()}).exit_code, 0);
}

TEST_F(ClientCommands, WhatIsPublishedAndWhoActs) {
    EXPECT_THAT(run("admin", {"definition", "list"}).out, HasSubstr("specialization"));
    EXPECT_THAT(run("admin", {"definition", "show", "notice"}).out, HasSubstr("<scxml"));
    EXPECT_EQ(json("admin", {"person", "list"}).at("total").to_number<int>(), 4);
    EXPECT_THAT(run("admin", {"status"}).out, HasSubstr("This is a rehearsal"));
}

}  // namespace
}  // namespace waymark::daemon
