// What ports/mail.hpp says, held against the adapter with a real server and against the fake.
#include <gmock/gmock.h>
#include <map>

#include "adapters/clock/system_clock.hpp"
#include "adapters/smtp/mail.hpp"
#include "tests/adapters/smtp/server/process.hpp"
#include "tests/contract/memory_mail.hpp"

namespace waymark::contract {
namespace {

using runtime::Letter;
using runtime::Posted;
using runtime::PostReport;

/// To refused@example.com never, to busy@example.com not now, to all others well.
class MemoryPlace {
  public:
    static PostReport answer(const Letter& letter) {
        if (letter.address == "refused@example.com") return {Posted::never, "550 no such user", {}};
        if (letter.address == "busy@example.com")
            return {Posted::later, "450 not now", std::chrono::seconds(60)};
        return {Posted::accepted, "250 taken", {}};
    }
    runtime::Mail& mail() { return *mail_; }
    void fall_silent() { mail_->hold(); }
    void end() { mail_.reset(); }
    [[nodiscard]] std::vector<std::string> arrived(std::size_t) const {
        std::vector<std::string> ids;
        for (const auto& letter : mail_->arrived()) ids.push_back("<" + letter.message_id + ">");
        return ids;
    }

  private:
    std::unique_ptr<MemoryMail> mail_ = std::make_unique<MemoryMail>(answer);
};

class SmtpPlace {
  public:
    SmtpPlace() { start(well_); }
    runtime::Mail& mail() { return *mail_; }
    void fall_silent() { start(silent_); }
    void end() { mail_.reset(); }
    [[nodiscard]] std::vector<std::string> arrived(std::size_t count) const {
        std::vector<std::string> ids;
        for (const auto& message : well_.wait_for("message", count))
            for (const auto& header : message.at("headers").as_array())
                if (header.as_array()[0].as_string() == "Message-ID")
                    ids.emplace_back(header.as_array()[1].as_string());
        return ids;
    }

  private:
    void start(const smtp_server::Process& server) {
        smtp::Settings settings;
        settings.from = *smtp::parse_mailbox("waymark@example.org");
        settings.server = *smtp::parse_server(server.url());
        settings.tls = smtp::Tls::none;
        settings.timeouts.stop = std::chrono::milliseconds(0);
        mail_ = std::make_unique<smtp::SmtpMail>(std::move(settings), clock_);
    }

    const smtp_server::Process well_{
        "scripted.py",
        R"({"rcpt:refused@example.com": "550 no such user", "rcpt:busy@example.com": "450 not now"})"};
    const smtp_server::Process silent_{"scripted.py", R"({"banner": {"silent": true}})"};
    const clock::SystemClock clock_;
    std::unique_ptr<smtp::SmtpMail> mail_;
};

/// The answers to letters, counted.
class Answers {
  public:
    std::function<void(PostReport)> to(const std::string& name) {
        return [this, name](PostReport report) {
            {
                const std::lock_guard lock(mutex_);
                reports_[name].push_back(std::move(report));
                ++count_;
            }
            changed_.notify_all();
        };
    }
    std::map<std::string, std::vector<PostReport>> wait_for(std::size_t count) {
        std::unique_lock lock(mutex_);
        EXPECT_TRUE(changed_.wait_for(lock, std::chrono::seconds(30), [&] { return count_ >= count; }));
        return reports_;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t count_ = 0;
    std::map<std::string, std::vector<PostReport>> reports_;
};

Letter letter_to(const std::string& address, const std::string& id) {
    return {id + "@waymark.example.org", address, "", "A reminder", "The notice ends.\n", Instant{}, {}};
}

template <class Place>
class MailContract : public testing::Test {
  protected:
    Answers answers_;  // outlives the mail
    Place place_;
};
using Places = testing::Types<MemoryPlace, SmtpPlace>;
TYPED_TEST_SUITE(MailContract, Places);

TYPED_TEST(MailContract, AcceptedLettersHaveArrivedEachOnce) {
    std::vector<std::string> expected;
    for (int i = 0; i < 20; ++i) {
        const auto id = std::to_string(i);
        expected.push_back("<" + id + "@waymark.example.org>");
        this->place_.mail().post(letter_to("anna@example.com", id), this->answers_.to(id));
    }
    const auto reports = this->answers_.wait_for(20);
    EXPECT_EQ(reports.size(), 20U);
    for (const auto& [id, report] : reports) {
        ASSERT_EQ(report.size(), 1U) << id;
        EXPECT_EQ(report[0].outcome, Posted::accepted) << id << ": " << report[0].reply;
        EXPECT_FALSE(report[0].reply.empty());
    }
    EXPECT_THAT(this->place_.arrived(20), testing::UnorderedElementsAreArray(expected));
}

TYPED_TEST(MailContract, ARefusalIsOfOneLetterOnly) {
    auto& mail = this->place_.mail();
    mail.post(letter_to("refused@example.com", "1"), this->answers_.to("refused"));
    mail.post(letter_to("busy@example.com", "2"), this->answers_.to("busy"));
    mail.post(letter_to("nobody", "3"), this->answers_.to("nobody"));
    mail.post(letter_to("anna@example.com", "4"), this->answers_.to("anna"));
    auto reports = this->answers_.wait_for(4);
    EXPECT_EQ(reports["refused"].at(0).outcome, Posted::never);
    EXPECT_EQ(reports["refused"].at(0).reply, "550 no such user");
    EXPECT_EQ(reports["busy"].at(0).outcome, Posted::later);
    EXPECT_EQ(reports["busy"].at(0).wait, std::chrono::seconds(60));
    EXPECT_EQ(reports["nobody"].at(0).outcome, Posted::never);
    EXPECT_EQ(reports["anna"].at(0).outcome, Posted::accepted);
    EXPECT_THAT(this->place_.arrived(1), testing::ElementsAre("<4@waymark.example.org>"));
}

TYPED_TEST(MailContract, TheSameLetterAgainArrivesUnderTheSameId) {
    for (int i = 1; i <= 2; ++i) {
        this->place_.mail().post(letter_to("anna@example.com", "7"), this->answers_.to("anna"));
        this->answers_.wait_for(static_cast<std::size_t>(i));
    }
    EXPECT_THAT(this->place_.arrived(2),
                testing::ElementsAre("<7@waymark.example.org>", "<7@waymark.example.org>"));
}

TYPED_TEST(MailContract, PostWaitsForNobodyAndTheEndAnswersAll) {
    this->place_.fall_silent();
    for (int i = 0; i < 20; ++i)
        this->place_.mail().post(letter_to("anna@example.com", std::to_string(i)),
                                 this->answers_.to(std::to_string(i)));
    EXPECT_TRUE(this->answers_.wait_for(0).empty());
    this->place_.end();
    const auto reports = this->answers_.wait_for(20);
    EXPECT_EQ(reports.size(), 20U);
    for (const auto& [id, report] : reports) {
        ASSERT_EQ(report.size(), 1U) << id;
        EXPECT_EQ(report[0].outcome, Posted::later) << id;
    }
}

}  // namespace
}  // namespace waymark::contract
