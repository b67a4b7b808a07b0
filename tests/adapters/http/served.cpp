#include "tests/adapters/http/served.hpp"

#include <condition_variable>
#include <gtest/gtest.h>
#include <set>

#include "adapters/clock/manual_clock.hpp"
#include "adapters/clock/randomness.hpp"
#include "adapters/executor/thread_executor.hpp"
#include "tests/adapters/http/desk.hpp"
#include "tests/contract/memory_store.hpp"

namespace waymark::http {
namespace {

/// "wm_<role>", or "wm_customer_<family>".
std::optional<runtime::Actor> actor_of(std::string_view token) {
    constexpr std::array roles = {"agent", "lead", "auditor", "admin"};
    runtime::Actor actor;
    actor.token = token;
    for (std::size_t i = 0; i < roles.size(); ++i)
        if (token == std::string("wm_") + roles[i]) {
            actor.person = {i + 1};
            actor.roles = {roles[i]};
            return actor;
        }
    constexpr std::string_view customer = "wm_customer_";
    if (!token.starts_with(customer)) return std::nullopt;
    const auto family = runtime::parse_instance_id(token.substr(customer.size()));
    if (!family) return std::nullopt;
    actor.person = {100};
    actor.roles = {"agent"};
    actor.partner = runtime::family_rooted_at(*family);
    return actor;
}

LetterDesk letter_desk() {
    LetterDesk desk;
    desk.kinds = [] { return std::vector<MessageKind>{{"ticket.waits", {"ticket"}, {"title"}}}; };
    desk.sample_fields = [](std::string_view) { return states::Value::Object{{"title", "a sample"}}; };
    desk.preview = [](const runtime::OutboxRow& row, std::string_view language) -> Result<runtime::Letter> {
        if (row.notification.message != "ticket.waits") return Error{"not-found", "No such message.", {}, {}};
        runtime::Letter letter;
        letter.address = "a@b.example";
        letter.subject = language.empty() ? "its own" : language;
        letter.text = row.notification.fields["title"].string_or("");
        letter.attachments.push_back({"invite.ics", "text/calendar", "BEGIN"});
        return letter;
    };
    return desk;
}

}  // namespace

/// Answers by the subject.
class DeskMail final : public runtime::Mail {
  public:
    void post(runtime::Letter letter, std::function<void(runtime::PostReport)> done) override {
        if (letter.subject == "refused")
            return done({runtime::Posted::never, "550 <customer@example.org>: no such user", {}});
        if (letter.subject == "busy") return done({runtime::Posted::later, "451 not now", {}});
        done({runtime::Posted::accepted, "250 taken", {}});
    }
};

/// Messages leave when the clock is moved, never beside a test.
runtime::Settings settings() {
    runtime::Settings settings;
    settings.mail_hold = std::chrono::minutes(10);
    return settings;
}

struct Served::Parts {
    clock::ManualClock clock{*parse_instant("2026-03-02T12:40:00Z")};
    contract::MemoryJournal journal;
    contract::MemoryProjections projections;
    states::Functions functions;
    runtime::Program program = desk_program(functions);
    executor::ThreadExecutor writer{clock, {"writer", 0, {}}};
    executor::ThreadExecutor write_back{clock, {"projections", 0, {}}};
    executor::ThreadExecutor letters{clock, {"letters", 0, {}}};
    clock::SeededRandomness randomness{1};
    DeskMail mail;
    runtime::Service service{{clock, writer, write_back, letters, journal, projections,
                              runtime::MailPorts{mail, letters, randomness}},
                             program,
                             settings()};
    unsigned tokens = 0;
    std::set<std::string> backups;
    Door door{
        service,
        clock,
        "0.1.0",
        false,
        [](std::string_view token, Instant) { return actor_of(token); },
        [this](runtime::InstanceId person, std::optional<Instant>) -> Result<NewToken> {
            const auto id = "t" + std::to_string(++tokens);
            return NewToken{
                id, "wm_" + id + "_secret", {person, "token.issue", states::Value::Object{{"id", id}}}};
        },
        [](const states::Value& data) { return std::string(data["id"].string_or("")); },
        [this](const runtime::Actor&, const std::string& name) -> Result<std::string> {
            if (!backups.insert(name).second)
                return Error{"backup-exists", "There is a backup of this name; choose another.", "/name", {}};
            return "backups/" + name;
        },
        [this](Instant to) { clock.set(to); },
        [this] { return journal.last().sequence; },
        letter_desk(),
        {[](const runtime::Actor&, const runtime::Instance&) {
             return states::Value(states::Value::Object{{"total", 0}, {"errors", states::Value::Array{}}});
         },
         [](runtime::InstanceId) {
             return states::Value(states::Value::Object{{"corrections", states::Value::Array{}}});
         }},
        [](const runtime::Instance&) -> Result<AttachmentContent> {
            return Error{"not-kept", "There are none here.", {}, {}};
        }};
    std::unique_ptr<Server> server;

    std::mutex mutex;
    std::condition_variable changed;
    bool held = false;
};

Served::Served(ServerOptions options, bool rehearsal) : parts_(std::make_unique<Parts>()) {
    auto& parts = *parts_;
    parts.clock.on_change([&parts] {
        parts.writer.wake();
        parts.write_back.wake();
        parts.letters.wake();
    });
    parts.door.rehearsal = rehearsal;
    options.port = 0;
    parts.server = std::make_unique<Server>(options, parts.door, parts.program);
    const auto started = parts.server->start();
    EXPECT_TRUE(started.ok());
    const auto opened = parts.service.open();
    EXPECT_TRUE(opened.ok()) << (opened.ok() ? "" : opened.error().place + ": " + opened.error().message);
    parts.server->set_ready(true);
}

Served::~Served() {
    let_go();
    parts_->server->stop();
    parts_->service.close();
}

std::uint16_t Served::port() const { return parts_->server->port(); }
std::string Served::token(const std::string& role) const { return "wm_" + role; }
std::string Served::customer_token(const std::string& family) const { return "wm_customer_" + family; }
Server& Served::server() const { return *parts_->server; }
runtime::Service& Served::service() const { return parts_->service; }

Done Served::start_another(const ServerOptions& options) const {
    Server another(options, parts_->door, parts_->program);
    return another.start();
}

void Served::fill_disk() const { parts_->journal.fail_append(1, contract::Failure::full); }

void Served::hold_writer() const {
    auto& parts = *parts_;
    {
        const std::lock_guard lock(parts.mutex);
        parts.held = true;
    }
    parts.writer.post([&parts] {
        std::unique_lock lock(parts.mutex);
        parts.changed.wait(lock, [&parts] { return !parts.held; });
    });
}

void Served::let_go() const {
    const std::lock_guard lock(parts_->mutex);
    parts_->held = false;
    parts_->changed.notify_all();
}

}  // namespace waymark::http
