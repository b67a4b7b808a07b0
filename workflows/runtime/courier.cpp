#include "workflows/runtime/courier.hpp"

#include "workflows/runtime/attempts.hpp"
#include "workflows/runtime/delivery_note.hpp"

namespace waymark::runtime {

namespace {

constexpr std::size_t longest_id = 200;
constexpr std::size_t id_digits = 16;  // of the digest that stands for the recipient

/// What the program answers; a fault of its own is an answer too: the message waits among the dead for
/// somebody who mends it.
template <class Ask>
auto ask(const Ask& ask) -> decltype(ask()) {
    std::string fault;
    try {
        return ask();
    } catch (const InternalFault& failed) {
        fault = failed.what();
    } catch (const std::bad_variant_access&) {
        fault = "a value was not of the kind that it was taken for";
    }
    return Error{
        "internal", "A fault of the service (" + fault + "). Report it, then have it tried again.", {}, {}};
}

}  // namespace

std::string message_id(const OutboxRow& row, const std::string& recipient, const std::string& domain) {
    return to_text(row.instance) + "." + std::to_string(row.record) + "." + std::to_string(row.index) + "." +
           sha256_hex(recipient).substr(0, id_digits) + "@" + domain;
}

Courier::Courier(const std::optional<MailPorts>& ports, const Program& program, const Settings& settings,
                 const Holds& holds, const Reading& reading, Journal& journal, Submit submit,
                 GiveBack give_back)
    : ports_(ports && program.recipients && program.letter ? &*ports : nullptr),
      program_(program),
      settings_(settings),
      holds_(holds),
      reading_(reading),
      journal_(journal),
      submit_(std::move(submit)),
      give_back_(std::move(give_back)),
      queue_(settings.mail_hold) {
    door_->courier = this;
}

Courier::~Courier() {
    const std::lock_guard lock(door_->mutex);
    door_->courier = nullptr;
}

void Courier::take(const OutboxRow& row) {
    if (!delivers()) return;
    queue_.take(row);
    waiting_ = queue_.waiting();
    under_way_ = queue_.under_way();
}

std::optional<Instant> Courier::next_due() const {
    if (stopped_ || queue_.under_way() >= most_under_way) return std::nullopt;
    return queue_.first();
}

void Courier::send_due(Instant now) {
    if (stopped_ || queue_.under_way() >= most_under_way) return;
    auto tasks = queue_.take_due(now, most_under_way - queue_.under_way());
    if (tasks.empty()) return;
    waiting_ = queue_.waiting();
    under_way_ = queue_.under_way();
    ++begun_;
    ports_->executor.post([this, tasks = std::move(tasks)]() mutable { work(std::move(tasks)); });
}

void Courier::stop() {
    if (!delivers()) return;
    stopped_ = true;
    {
        const std::lock_guard lock(door_->mutex);
        door_->courier = nullptr;
    }
    settle();
    ports_->executor.set_alarm(Instant::max(), {});
}

bool Courier::settle() {
    if (!delivers()) return true;
    bool settled = false;
    // Twice: letters begun in the first turn may be reported at once.
    for (int turn = 0; turn < 2; ++turn)
        ports_->executor.run([&] {
            submit();
            settled = outcomes_.empty() && submitted_.empty();
        });
    return settled;
}

MailFigures Courier::figures() const {
    MailFigures figures;
    figures.waiting = waiting_;
    figures.under_way = under_way_;
    figures.undeliverable = undeliverable_;
    for (std::size_t i = 0; i < attempts_.size(); ++i)
        figures.attempts.at(i) = {to_text(static_cast<Posted>(i)), attempts_.at(i).load()};
    return figures;
}

void Courier::work(std::vector<DeliveryTask> tasks) {
    // Held since they were taken: nothing leaves until a person confirms.
    if (stopped_ || holds_.held()) return give_back_(std::move(tasks));
    CommittedInquiry inquiry(reading_, journal_);
    for (const auto& task : tasks) {
        const auto row = reading_.message(task.message);
        CHECK(row.has_value(), "a message that was committed is gone");
        if (task.recipient.empty()) {
            address(*row, inquiry);
        } else {
            write(*row, task.recipient, inquiry);
        }
    }
    submit();
}

void Courier::address(const OutboxRow& row, Inquiry& inquiry) {
    const auto recipients = ask([&] {
        auto named = program_.recipients(row, inquiry);
        if (named)
            for (const auto& recipient : *named)
                CHECK(!recipient.id.empty() && recipient.id.size() <= longest_id, "of a recipient's id");
        return named;
    });
    Addressed addressed{row.key(), {}, {}};
    if (!recipients) {
        addressed.reason = recipients.error().message;
    } else if (recipients->empty()) {
        addressed.reason = "There is nobody to write to.";
    } else {
        addressed.recipients = *recipients;
    }
    if (addressed.recipients.empty()) ++undeliverable_;
    outcomes_.emplace_back(std::move(addressed));
}

void Courier::write(const OutboxRow& row, const std::string& recipient, Inquiry& inquiry) {
    auto letter = ask([&] { return program_.letter(row, recipient, inquiry); });
    if (!letter) {
        ++undeliverable_;
        outcomes_.emplace_back(Unwritten{row.key(), recipient, letter.error().message});
        return;
    }
    letter->message_id = message_id(row, recipient, settings_.mail_domain);
    letter->date = holds_.now();
    Letter outline;  // what the server's words are cleared of
    outline.address = letter->address;
    ports_->mail.post(*std::move(letter), [door = door_, message = row.key(), recipient,
                                           outline = std::move(outline)](PostReport report) {
        report.reply = recordable(report.reply, outline);
        const std::lock_guard lock(door->mutex);
        if (door->courier == nullptr) return;
        door->courier->ports_->executor.post(
            [courier = door->courier, message, recipient, report = std::move(report)]() mutable {
                courier->conclude(message, recipient, std::move(report));
            });
    });
}

void Courier::conclude(OutboxKey message, const std::string& recipient, PostReport report) {
    ++attempts_.at(static_cast<std::size_t>(report.outcome));
    outcomes_.emplace_back(Attempted{message, recipient, std::move(report), chance()});
    submit();
}

/// One command at a time: what comes in meanwhile shares the next record.
void Courier::submit() {
    if (!submitted_.empty() || outcomes_.empty()) return;
    submitted_ = std::exchange(outcomes_, {});
    submit_({Actor{}, RecordDeliveries{submitted_}, {}, {}, false}, [this](const Result<Answer>& answer) {
        ports_->executor.post([this, answer] { submitted(answer); });
    });
}

/// A letter that left is never begun again while this is not recorded: its task stays under way.
void Courier::submitted(const Result<Answer>& answer) {
    auto sent = std::exchange(submitted_, {});
    if (!answer) {
        std::ranges::move(outcomes_, std::back_inserter(sent));
        outcomes_ = std::move(sent);
        if (!stopped_) ports_->executor.set_alarm(holds_.now() + submit_again, [this] { submit(); });
        return;
    }
    submit();
}

double Courier::chance() {
    std::array<std::uint8_t, 2> bytes{};
    ports_->randomness.fill(bytes);
    return (bytes[0] * 256 + bytes[1]) / 65'536.0;
}

}  // namespace waymark::runtime
