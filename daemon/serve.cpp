#include "daemon/serve.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <iostream>
#include <spdlog/spdlog.h>

#include "adapters/clock/manual_clock.hpp"
#include "adapters/clock/randomness.hpp"
#include "adapters/clock/system_clock.hpp"
#include "adapters/executor/thread_executor.hpp"
#include "adapters/http/server.hpp"
#include "adapters/smtp/mail.hpp"
#include "adapters/sqlite/folder_lock.hpp"
#include "adapters/sqlite/journal.hpp"
#include "adapters/sqlite/projections.hpp"
#include "daemon/administrator.hpp"
#include "daemon/data_folder.hpp"
#include "daemon/first_window.hpp"
#include "daemon/imports.hpp"
#include "daemon/letters.hpp"
#include "daemon/logging.hpp"
#include "daemon/mail.hpp"
#include "daemon/rehearsal.hpp"
#include "workflows/partner/access.hpp"
#include "workflows/partner/attachments/attachment_desk.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::daemon {
namespace {

constexpr int storage_failed = 70, storage_unusable = 74, folder_taken = 75, misconfigured = 78;

int exit_code_of(const Error& error) {
    if (error.code == "folder-locked") return folder_taken;
    return error.code.starts_with("storage-") ? storage_unusable : misconfigured;
}

int refuse(const Error& error) {
    spdlog::error("{}: {}{}", error.code, error.message, error.place.empty() ? "" : " (" + error.place + ")");
    return exit_code_of(error);
}

/// What a thread of the service could not answer for: what is on disk is the truth, the next start goes on
/// from there.
void end_process(const std::exception_ptr& fault) {
    try {
        std::rethrow_exception(fault);
    } catch (const std::exception& error) {
        spdlog::critical("the service ends at once: {}", error.what());
    }
    spdlog::shutdown();
    std::_Exit(storage_failed);
}

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= text.size();) {
        const auto comma = std::min(text.find(',', from), text.size());
        if (comma > from) parts.push_back(text.substr(from, comma - from));
        from = comma + 1;
    }
    return parts;
}

http::ServerOptions server_options(const Configuration& configuration) {
    http::ServerOptions options;
    const auto& listen = configuration.text("listen");
    const auto colon = listen.rfind(':');
    options.address = listen.substr(0, colon);
    if (options.address.starts_with('[') && options.address.ends_with(']'))
        options.address = options.address.substr(1, options.address.size() - 2);
    options.port = static_cast<std::uint16_t>(std::stoul(listen.substr(colon + 1)));
    options.hosts = split(configuration.text("http.hosts"));
    return options;
}

runtime::Settings service_settings(const Configuration& configuration) {
    runtime::Settings settings;
    settings.jump_tolerance = std::chrono::seconds(configuration.number("timers.jump_tolerance_s"));
    settings.longest_silence = std::chrono::hours(24) *
                               static_cast<std::int64_t>(configuration.number("timers.longest_silence_days"));
    settings.mail_hold = std::chrono::milliseconds(configuration.number("mail.hold_ms"));
    settings.mail_retry = std::chrono::milliseconds(configuration.number("mail.retry_ms"));
    if (const auto from = smtp::parse_mailbox(configuration.text("mail.from")))
        settings.mail_domain = from->address.domain;
    settings.idempotency_keys = configuration.number("idempotency.max_keys");
    settings.idempotency_kept = std::chrono::hours(configuration.number("idempotency.kept_hours"));
    return settings;
}

sqlite::Options file_options(const Configuration& configuration) {
    const auto& vfs = configuration.text("sqlite.vfs");
    return {.read_only = false, .vfs = vfs == "default" ? "" : vfs};
}

/// Everything that serves, in the order in which it depends on one another.
class Composition {
  public:
    Composition(const Configuration& configuration, const DataFolder& folder, clock::SystemClock& machine,
                clock::ManualClock* rehearsed, std::optional<smtp::Settings> mail_server,
                std::unique_ptr<sqlite::SqliteJournal> journal,
                std::unique_ptr<sqlite::SqliteProjections> projections,
                std::shared_ptr<const partner::Correspondence> correspondence)
        : folder_(folder),
          correspondence_(std::move(correspondence)),
          rehearsed_(rehearsed),
          clock_(rehearsed != nullptr ? static_cast<runtime::Clock&>(*rehearsed) : machine),
          journal_(std::move(journal)),
          projections_(std::move(projections)),
          writer_(clock_, {.name = "writer", .niceness = 0, .on_exception = end_process}),
          write_back_(clock_, {.name = "projections", .niceness = 10, .on_exception = end_process}),
          smtp_(mail_server && rehearsed == nullptr
                    ? std::make_unique<smtp::SmtpMail>(std::move(*mail_server), clock_)
                    : nullptr),
          letters_(clock_, {.name = "letters", .niceness = 10, .on_exception = end_process}),
          reading_(clock_, {.name = "reading", .niceness = 10, .on_exception = end_process}),
          service_({clock_, writer_, write_back_, reading_, *journal_, *projections_, mail(), journal_.get()},
                   program_, service_settings(configuration)),
          imports_(service_, *journal_, reading_, *consumption_),
          attachments_(service_, *journal_, reading_),
          door_{service_,
                clock_,
                WAYMARK_VERSION,
                rehearsed != nullptr,
                authenticate(),
                new_token(),
                token_id,
                backup(),
                set_clock(),
                [this] { return journal_->last().sequence; },
                letter_desk(*correspondence_, service_),
                import_books(imports_),
                attachment()},
          server_(server_options(configuration), door_, program_) {
        service_.observe("person", [this](const runtime::Instance& person) { access_.take(person); });
        service_.observe_commits(log_quarantine);
        if (rehearsed != nullptr)
            rehearsed->on_change([this] {
                writer_.wake();
                write_back_.wake();
                letters_.wake();
                reading_.wake();
            });
    }

    Done start() {
        if (auto listening = server_.start(); !listening) return listening;
        if (auto opened = service_.open(folder_.restored()); !opened) return opened;
        folder_.clear_restored();
        if (auto admitted = admit_administrator(service_, access_, randomness_, folder_.admin_token());
            !admitted)
            return admitted;
        if (auto planned = plan_first_window(service_); !planned) return planned;
        server_.set_ready(true);
        return done();
    }

    void stop() {
        server_.stop();
        imports_.stop();
        attachments_.stop();
        service_.close();
        reading_.run([] {});  // what was being read is broken off
        smtp_.reset();        // what comes back of its letters still finds the service
    }

    [[nodiscard]] std::uint16_t port() const { return server_.port(); }
    [[nodiscard]] const runtime::Service& service() const { return service_; }

  private:
    static void log_quarantine(const runtime::Instance& instance) {
        if (instance.quarantine.empty()) return;
        spdlog::error(
            "instance {} ({}) is quarantined by record {}: GET /api/v1/instances/{} has the evidence",
            runtime::to_text(instance.id), instance.definition->workflow, instance.record,
            runtime::to_text(instance.id));
    }

    /// Rehearsal captures; without a mail server messages wait.
    std::optional<runtime::MailPorts> mail() {
        if (rehearsed_ != nullptr) return runtime::MailPorts{nothing_leaves_, letters_, randomness_};
        if (smtp_) return runtime::MailPorts{*smtp_, letters_, randomness_};
        return std::nullopt;
    }

    decltype(http::Door::authenticate) authenticate() {
        return [this](std::string_view token, Instant now) { return access_.find(token, now); };
    }

    decltype(http::Door::new_token) new_token() {
        return [this](runtime::InstanceId person,
                      std::optional<Instant> expires_at) -> Result<http::NewToken> {
            auto issued = partner::issue_token(randomness_, person, expires_at, service_.now());
            if (!issued) return std::move(issued).error();
            return http::NewToken{std::move(issued->id), std::move(issued->token), std::move(issued->event)};
        };
    }

    static std::string token_id(const states::Value& event_data) {
        return std::string(event_data["id"].string_or(""));
    }

    decltype(http::Door::backup) backup() {
        return [this](const runtime::Actor& actor, const std::string& name) -> Result<std::string> {
            const auto target = folder_.make_backup(name);
            if (!target) return target.error();
            if (auto copied = service_.backup(actor, target->string()); !copied) {
                std::filesystem::remove_all(*target);
                return std::move(copied).error();
            }
            folder_.mark_backup(*target,
                                "restored from the backup “" + name + "” of " + to_text(service_.now()));
            return target->string();
        };
    }

    decltype(http::Door::attachment) attachment() {
        return [this](const runtime::Instance& attachment) -> Result<http::AttachmentContent> {
            auto file = attachments_.file(attachment);
            if (!file) return std::move(file).error();
            return http::AttachmentContent{std::move(file->bytes), std::move(file->sha256),
                                           std::move(file->name), file->served_as};
        };
    }

    decltype(http::Door::set_clock) set_clock() {
        return [this](Instant to) {
            folder_.set_rehearsal_clock(to);
            rehearsed_->set(to);
        };
    }

    static runtime::Program program_with(std::shared_ptr<const partner::ConsumptionBook> consumption,
                                         std::shared_ptr<const partner::Correspondence> correspondence) {
        auto program = partner::partner_program(std::move(consumption));
        partner::add_letters(program, std::move(correspondence));
        return program;
    }

    const DataFolder& folder_;
    const std::shared_ptr<const partner::Correspondence> correspondence_;
    clock::ManualClock* const rehearsed_;  // nullptr: the machine's time is the service's
    runtime::Clock& clock_;
    std::unique_ptr<sqlite::SqliteJournal> journal_;
    std::unique_ptr<sqlite::SqliteProjections> projections_;
    clock::SystemRandomness randomness_;
    CapturingMail nothing_leaves_;
    executor::ThreadExecutor writer_, write_back_;
    std::unique_ptr<smtp::SmtpMail> smtp_;  // nullptr: a rehearsal, or no server is configured
    executor::ThreadExecutor letters_;
    partner::Access access_;
    const std::shared_ptr<partner::ConsumptionBook> consumption_ =
        std::make_shared<partner::ConsumptionBook>();
    const runtime::Program program_ = program_with(consumption_, correspondence_);
    executor::ThreadExecutor reading_;
    runtime::Service service_;
    partner::ImportDesk imports_;
    partner::AttachmentDesk attachments_;
    const http::Door door_;
    http::Server server_;
};

int serve_folder(const Configuration& configuration, const ServeOptions& options, const DataFolder& folder) {
    const auto lock = sqlite::FolderLock::take(folder.lock());
    if (!lock) return refuse(lock.error());
    auto correspondence = read_correspondence(configuration);
    if (!correspondence) return refuse(correspondence.error());
    clock::SystemClock machine;
    std::optional<clock::ManualClock> rehearsed;
    if (options.rehearsal) {
        rehearsed.emplace(options.clock.value_or(folder.rehearsal_clock().value_or(machine.wall())));
        folder.set_rehearsal_clock(rehearsed->wall());
    }
    const auto files = file_options(configuration);
    auto journal = sqlite::SqliteJournal::open(folder.journal().string(), files);
    if (!journal) return refuse(journal.error());
    auto projections = sqlite::SqliteProjections::open(folder.projections().string(), files);
    if (!projections) return refuse(projections.error());
    auto mail = mail_settings(configuration);
    if (!mail) return refuse(mail.error());
    Composition composition(configuration, folder, machine, rehearsed ? &*rehearsed : nullptr,
                            std::move(mail).value(), std::move(journal).value(),
                            std::move(projections).value(), std::move(correspondence).value());

    boost::asio::io_context signals_only;
    boost::asio::signal_set signals(signals_only, SIGINT, SIGTERM);
    // Who reads the log may go away, a file may reach the limit it was given: errors then, not the end.
    for (const int signal : {SIGPIPE, SIGXFSZ}) std::signal(signal, SIG_IGN);
    if (auto started = composition.start(); !started) {
        composition.stop();
        return refuse(started.error());
    }
    if (const auto hold = composition.service().hold(); !hold.reason.empty())
        spdlog::warn("all timers are held: {}. `waymark resume` lets them run", hold.reason);
    const auto& listen = configuration.text("listen");
    spdlog::info("listening on http://{}:{}, data in {}{}", listen.substr(0, listen.rfind(':')),
                 composition.port(), folder.path().string(),
                 options.rehearsal ? ", a rehearsal at " + to_text(composition.service().now()) : "");
    signals.async_wait([](const boost::system::error_code&, int signal) {
        spdlog::info("{}: finishing what was accepted", signal == SIGTERM ? "SIGTERM" : "SIGINT");
    });
    signals_only.run();
    composition.stop();
    spdlog::info("all is on disk");
    return 0;
}

Result<DataFolder> open_folder(const Configuration& configuration, const ServeOptions& options) {
    auto folder = DataFolder::open(configuration.text("data"));
    if (!folder || options.rehearsal) return folder ? rehearsal_folder(*folder) : folder;
    if (folder->is_rehearsal())
        return Error{
            "data-folder",
            "This folder belongs to a rehearsal and is never served for real. Add --rehearsal, or name "
            "another folder (--data).",
            folder->path().string(),
            {}};
    return folder;
}

}  // namespace

int serve(const Configuration& configuration, const ServeOptions& options) {
    set_up_logging(configuration.text("log.level"), configuration.text("log.format"));
    try {
        const auto folder = open_folder(configuration, options);
        return folder ? serve_folder(configuration, options, *folder) : refuse(folder.error());
    } catch (const runtime::StorageFull& full) {
        return refuse({"storage-full", std::string(full.what()) + ". Make room and start again.", {}, {}});
    } catch (const std::exception& error) {
        spdlog::critical("{}", error.what());
        return storage_failed;
    }
}

}  // namespace waymark::daemon
