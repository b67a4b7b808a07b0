#include "workflows/partner/letters.hpp"

#include <gmock/gmock.h>

#include "workflows/partner/correspondence.hpp"
#include "workflows/partner/program.hpp"
#include "workflows/partner/samples.hpp"
#include "workflows/runtime/messages.hpp"

namespace waymark::partner {
namespace {

using states::Value;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// The fields, and the common names, for a letter to this audience.
Value sample_values(const std::vector<std::string>& fields, const std::string& audience) {
    auto values = sample_fields(fields).object();
    const bool to_partner = audience == "partner";
    for (auto& [name, value] : Value::Object{{"recipient", "Anna"},
                                             {"audience", audience},
                                             {"to_partner", to_partner},
                                             {"partner", "Romashka LLC"},
                                             {"technology_name", "Infrastructure"},
                                             {"program", "The partner program"},
                                             {"url", ""},
                                             {"contact", "Boris Petrov, boris@provider.example"},
                                             {"instance", "0000000000000"},
                                             {"sent_late", true}})
        values.emplace_back(name, value);
    return values;
}

std::string name_of(Language language) { return std::string(to_text(language)); }

/// Letters of one made-up message "a.b" with the fields `given` in every send.
Result<std::shared_ptr<const Letters>> letters_of(const std::string& english,
                                                  const std::vector<std::string>& given = {"exit_date"}) {
    const std::vector<SentMessage> sent = {{"a.b", "notice", given, "notice.scxml:7:3", {"partner"}}};
    return Letters::read({{"a.b.en.txt", english}, {"a.b.ru.txt", "Subject: Письмо\n\nТекст\n"}}, sent,
                         shipped_rulebook());
}

std::string text_of(const std::string& english, const Value& values, const std::vector<std::string>& given) {
    const auto letters = letters_of("Subject: x\n\n" + english, given);
    EXPECT_TRUE(letters.ok()) << letters.error().place << ": " << letters.error().message;
    return (*letters)->write("a.b", Language::en, values)->text;
}

const Letters& shipped() {
    static const auto letters = [] {
        auto read = read_letters({});
        EXPECT_TRUE(read.ok()) << read.error().place << ": " << read.error().message;
        return std::move(read).value();
    }();
    return *letters;
}

TEST(Letters, EveryMessageOfTheChartsHasBothLanguagesAndNoTemplateIsIdle) {
    EXPECT_GT(shipped().messages().size(), 10u);
    EXPECT_THAT(shipped().unsent(), IsEmpty()) << "templates for messages that no chart sends";
}

TEST(Letters, EveryFieldHasASampleAndNoneIsNamedAsACommonOne) {
    for (const auto& [key, entry] : shipped().messages())
        for (const auto& field : entry.fields) {
            EXPECT_TRUE(sample_field(field)) << key << ": " << field;
            EXPECT_THAT(common_names(), Not(testing::Contains(field))) << key;
        }
}

TEST(Letters, EveryOneReadsWellWithSampleFields) {
    for (const auto& [key, entry] : shipped().messages())
        for (const auto language : {Language::en, Language::ru})
            for (const auto* audience : {"partner", "team"}) {
                SCOPED_TRACE(key + "." + name_of(language) + " to " + audience);
                const auto letter = shipped().write(key, language, sample_values(entry.fields, audience));
                ASSERT_TRUE(letter);
                EXPECT_THAT(letter->faults, IsEmpty());
                for (const auto& text : {letter->subject, letter->text})
                    for (const auto* bad : {"undefined", "null", "subject:", "{", "}", "[", "\"", "true",
                                            "false", "NaN", "—.", "..", "  ", " .", " ,"})
                        EXPECT_THAT(text, Not(HasSubstr(bad)));
                EXPECT_THAT(letter->subject, Not(IsEmpty()));
                EXPECT_GT(letter->text.size(), 100u);
                EXPECT_THAT(letter->text, Not(HasSubstr("\n\n\n")));
                EXPECT_THAT(letter->text,
                            HasSubstr(language == Language::en ? "Hello Anna" : "Здравствуйте, Anna"));
            }
}

// Whatever a chart leaves open, a letter never says so in words of a program.
TEST(Letters, NoOneStumblesOverAFieldThatIsNull) {
    for (const auto& [key, entry] : shipped().messages())
        for (const auto& field : entry.fields)
            for (const auto language : {Language::en, Language::ru}) {
                const auto values = sample_values(entry.fields, "partner").with(field, nullptr);
                const auto letter = shipped().write(key, language, values);
                for (const auto* bad : {"undefined", "null", "NaN"}) {
                    EXPECT_THAT(letter->subject, Not(HasSubstr(bad))) << key << " without " << field;
                    EXPECT_THAT(letter->text, Not(HasSubstr(bad))) << key << " without " << field;
                }
            }
}

// S10: received 2 March, exit 1 April, last day 31 March.
TEST(Letters, SayTheDatesInWords) {
    const auto values = sample_values(shipped().messages().at("quit.accepted").fields, "partner")
                            .with("received_date", "2026-03-02")
                            .with("exit_date", "2026-04-01")
                            .with("last_day", "2026-03-31")
                            .with("exit_at", "2026-03-31T21:00:00.000Z")
                            .with("date_shifted", false);
    const auto english = shipped().write("quit.accepted", Language::en, values);
    EXPECT_THAT(english->subject, HasSubstr("1 April 2026"));
    EXPECT_THAT(english->text, HasSubstr("received on 2 March 2026"));
    EXPECT_THAT(english->text, HasSubstr("first day without partner status: 1 April 2026"));
    EXPECT_THAT(english->text, HasSubstr("Last day as a partner: 31 March 2026."));
    EXPECT_THAT(english->text, HasSubstr("1 April 2026, 00:00 Moscow time"));
    const auto russian = shipped().write("quit.accepted", Language::ru, values);
    EXPECT_THAT(russian->subject, HasSubstr("1 апреля 2026 г."));
    EXPECT_THAT(russian->text, HasSubstr("полученное 2 марта 2026 г."));
    EXPECT_THAT(russian->text, HasSubstr("первый день без статуса партнёра: 1 апреля 2026 г."));
    EXPECT_THAT(russian->text, HasSubstr("Последний день в статусе партнёра: 31 марта 2026 г.\n"));
    EXPECT_THAT(russian->text, HasSubstr("00:00 по московскому времени"));
    for (const auto& letter : {english, russian}) EXPECT_THAT(letter->text, Not(HasSubstr("30 ")));
}

TEST(Letters, CheckSaysWhereAndWhatToDo) {
    const auto fault = [](const std::string& english) {
        const auto read = letters_of(english);
        EXPECT_FALSE(read.ok()) << english;
        if (read.ok()) return std::string();
        EXPECT_EQ(read.error().code, "bad-template");
        return read.error().place + " " + read.error().message;
    };
    EXPECT_THAT(fault("Hello\n"), HasSubstr("a.b.en.txt:1:1 A template begins with a line \"Subject: …\""));
    EXPECT_THAT(fault("Subject: x\ny\n"), HasSubstr("a.b.en.txt:2:1 A blank line"));
    EXPECT_THAT(fault("Subject: \n\ny\n"), HasSubstr("subject is empty"));
    EXPECT_THAT(fault("Subject: x\n\n"), HasSubstr("letter is empty"));
    EXPECT_THAT(fault("Subject: x\n\nHello,\nуже {day(exit_date}"), HasSubstr("a.b.en.txt:4:"));
    EXPECT_THAT(fault("Subject: x\n\nуже {day(exit_date)"),
                HasSubstr("a.b.en.txt:3:5 There is a '{' without"));
    EXPECT_THAT(fault("Subject: x\n\n{day(exit_day)}\n"),
                HasSubstr("a.b.en.txt:3:6 \"exit_day\" is no field"));
    EXPECT_THAT(fault("Subject: x\n\n{exit_date ? day(received) : ''}\n"), HasSubstr(":3:18 \"received\""));
    EXPECT_THAT(fault("Subject: x {now}\n\ny\n"), HasSubstr("a.b.en.txt:1:13 \"now\""));
    EXPECT_THAT(fault("Subject: x\n\n{daze(exit_date)}\n"),
                HasSubstr("a.b.en.txt:3:2 There is no function daze()"));
    EXPECT_THAT(fault("Subject: x\n\n{exit_date.slice(0, 4) + ' daze()' + Math.flor(2)}\n"),
                HasSubstr("no function Math.flor()"));
    EXPECT_THAT(fault("Subject: x\n\n\xff\n"), HasSubstr("UTF-8"));
}

TEST(Letters, CheckHoldsTemplatesAgainstEverySend) {
    const std::vector<TemplateSource> templates = {{"a.b.en.txt", "Subject: x\n\n{due}\n"},
                                                   {"a.b.ru.txt", "Subject: x\n\ny\n"}};
    const std::vector<SentMessage> sent = {{"a.b", "one", {"due", "reason"}, "one.scxml:7:3", {}},
                                           {"a.b", "two", {"reason"}, "two.scxml:9:5", {}}};
    const auto lacking = Letters::read(templates, sent, shipped_rulebook());
    ASSERT_FALSE(lacking.ok());
    EXPECT_EQ(lacking.error().place, "a.b.en.txt:3:2");
    EXPECT_THAT(lacking.error().message, HasSubstr("not by the one at two.scxml:9:5"));

    const auto half = Letters::read({templates[1]}, sent, shipped_rulebook());
    ASSERT_FALSE(half.ok());
    EXPECT_EQ(half.error().place, "one.scxml:7:3");
    EXPECT_THAT(half.error().message, HasSubstr("no template a.b.en.txt"));
    EXPECT_EQ(half.error().details["findings"].array().size(), 1u);

    const auto idle = Letters::read({templates[1], {"a.b.en.txt", "Subject: x\n\ny\n"}, {"c.d.en.txt", ""}},
                                    sent, shipped_rulebook());
    ASSERT_TRUE(idle.ok());
    EXPECT_THAT((*idle)->unsent(), testing::ElementsAre("c.d"));
    EXPECT_FALSE(Letters::read({{"a.b.txt", ""}}, {}, shipped_rulebook()).ok());

    const auto astray = Letters::read(templates, {{"a.b", "one", {"due"}, "one.scxml:7:3", {"pam", "pams"}}},
                                      shipped_rulebook());
    ASSERT_FALSE(astray.ok());
    EXPECT_EQ(astray.error().place, "one.scxml:7:3");
    EXPECT_THAT(astray.error().message, HasSubstr("no audience \"pams\""));
}

TEST(Letters, KnowWhomTheDocumentsNameOutright) {
    const auto sent = sent_messages(partner_program().documents, chart_functions());
    ASSERT_TRUE(sent.ok());
    const auto received = std::ranges::find(*sent, "quit.received", &SentMessage::key);
    EXPECT_THAT(received->audiences, testing::ElementsAre("partner", "support"));
    EXPECT_THAT(received->fields, testing::Contains("due_provisional"));
    EXPECT_THAT(received->fields, Not(testing::Contains("to")));
}

TEST(Letters, AnOperatorsTemplateGoesBeforeTheShippedOne) {
    const auto own = read_letters({{"quit.overdue.en.txt", "Subject: Hurry\n\nThe notice waits.\n"}});
    ASSERT_TRUE(own.ok()) << own.error().message;
    EXPECT_EQ((*own)->write("quit.overdue", Language::en, Value::Object{})->text, "The notice waits.\n");
    const auto stray = read_letters({{"quit.overdu.en.txt", "Subject: x\n\ny\n"}});
    ASSERT_FALSE(stray.ok());
    EXPECT_EQ(stray.error().code, "bad-template");
    EXPECT_EQ(stray.error().place, "quit.overdu.en.txt:1:1");
}

TEST(Letters, LinesThatExpressionsLeaveEmptyVanish) {
    const auto values = Value(Value::Object{{"exit_date", "2026-04-01"}, {"gone", nullptr}});
    const std::vector<std::string> given = {"exit_date", "gone"};
    EXPECT_EQ(text_of("One.\n{gone ? 'Two.' : ''}\nThree{gone ? '' : ''}.\n", values, given),
              "One.\nThree.\n");
    EXPECT_EQ(text_of("One.\n\n{gone ? 'Two.' : ''}\n\n\nThree.", values, given), "One.\n\nThree.\n");
    EXPECT_EQ(text_of("{gone}, {exit_date}", values, given), "—, 2026-04-01\n");
    EXPECT_EQ(text_of("{day(gone)}", values, given), "—\n");
    EXPECT_EQ(text_of("1 апреля 2026 г..\n", values, given), "1 апреля 2026 г.\n");
}

TEST(Letters, SubjectsStayOneLine) {
    const auto letters = letters_of("Subject: Re: {exit_date}\n\n{exit_date}\n");
    ASSERT_TRUE(letters.ok());
    for (const auto* line_break : {"\r\n", "\n", "\r", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xc2\x85", "\x0b"}) {
        const auto value = std::string("Hi") + line_break + "Bcc: evil@example.com";
        const auto letter = (*letters)->write("a.b", Language::en, Value::Object{{"exit_date", value}});
        EXPECT_EQ(letter->subject, "Re: Hi Bcc: evil@example.com");
    }
}

}  // namespace
}  // namespace waymark::partner
