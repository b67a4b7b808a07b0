#include "workflows/runtime/service.hpp"

#include "workflows/runtime/core.hpp"
#include "workflows/runtime/personal.hpp"

namespace waymark::runtime {

Service::Service(Ports ports, const Program& program, Settings settings)
    : core_(std::make_unique<Core>(ports, program, settings)) {}
Service::~Service() = default;

Done Service::open(const std::string& restored) { return core_->open(restored); }
void Service::close() { core_->close(); }

void Service::submit(Command command, Reply reply) {
    core_->writer.submit(std::move(command), std::move(reply));
}

Result<std::vector<RefusedJoint>> Service::perform_together(const std::vector<Joint>& commands,
                                                            bool dry_run) {
    Result<std::vector<RefusedJoint>> refused = std::vector<RefusedJoint>();
    core_->ports.writer.run([&] { refused = core_->writer.perform_together(commands, dry_run); });
    return refused;
}

Result<InstancePtr> Service::instance(const Actor& actor, InstanceId id) {
    return core_->instance(actor, id);
}
Result<Page<InstancePtr>> Service::instances(const Actor& actor, const InstanceQuery& query,
                                             std::size_t limit) {
    return core_->instances(actor, query, limit);
}
Result<std::vector<EventChance>> Service::chances(const Actor& actor, InstanceId id) {
    return core_->chances(actor, id);
}
Result<Page<WorkItem>> Service::worklist(const Actor& actor, const WorkQuery& query, std::size_t limit) {
    return core_->worklist(actor, query, limit);
}
Result<Page<TimerRow>> Service::timers(const Actor& actor, const TimerQuery& query, std::size_t limit) {
    return core_->timers(actor, query, limit);
}
Result<Page<OutboxRow>> Service::outbox(const Actor& actor, const OutboxQuery& query, std::size_t limit) {
    return core_->outbox(actor, query, limit);
}
Result<Correspondence> Service::message(const Actor& actor, InstanceId instance, OutboxKey key) {
    return core_->message(actor, instance, key);
}
std::optional<Instant> Service::held_until(const OutboxRow& row) const {
    const auto until = row.at + core_->settings.mail_hold;
    const bool held = row.delivery == Delivery::pending && row.recipients.empty() && until > now();
    return held ? std::optional(until) : std::nullopt;
}
void Service::restrict_to_held(OutboxQuery& query, bool held) const {
    (held ? query.later_than : query.until) = now() - core_->settings.mail_hold;
}
Result<states::Value> Service::ask(const Actor& actor, std::string_view question,
                                   std::optional<InstanceId> about, const QuestionParameters& parameters) {
    return core_->ask(actor, question, about, parameters);
}
std::vector<const Question*> Service::reports(const Actor& actor) const { return core_->reports(actor); }
Result<Page<Record>> Service::history(const Actor& actor, InstanceId id, Sequence before, std::size_t limit) {
    return core_->history(actor, id, before, limit);
}
Result<Page<Record>> Service::journal(const Actor& actor, Sequence from, std::size_t limit) {
    return core_->journal(actor, from, limit);
}
Result<std::vector<const Definition*>> Service::definitions(const Actor& actor) {
    return core_->definitions(actor);
}

states::Value Service::reveal(const states::Value& value) {
    return runtime::reveal(value, core_->ports.journal);
}
std::unique_ptr<Inquiry> Service::inquiry() { return core_->inquiry(); }
MailFigures Service::mail_figures() const { return core_->mail_figures(); }
const Definition& Service::definition(std::uint32_t number) const { return core_->published.at(number); }
const Program& Service::program() const { return core_->program; }
Hold Service::hold() const { return core_->holds.get(); }
Instant Service::now() const { return core_->holds.now(); }

void Service::observe(std::string workflow, std::function<void(const Instance&)> observer) {
    core_->observers[std::move(workflow)].push_back(std::move(observer));
}
void Service::observe_commits(std::function<void(const Instance&)> observer) {
    core_->commit_observer = std::move(observer);
}
void Service::before_first_step(std::function<void()> prepare) { core_->prepare = std::move(prepare); }
Result<Bulk::Put> Service::keep_slice(const Actor& actor, InstanceId owner, std::uint32_t number,
                                      std::string_view bytes) {
    return core_->keep_slice(actor, owner, number, bytes);
}
Done Service::replace_slice(InstanceId owner, std::uint32_t number, std::string_view bytes) {
    return core_->replace_slice(owner, number, bytes);
}
void Service::drop_slices(InstanceId owner) { core_->drop_slices(owner); }
void Service::advance(Instant to, const std::function<void(Instant)>& set) { core_->advance(to, set); }
Done Service::backup(const Actor& actor, const std::string& folder) { return core_->backup(actor, folder); }

}  // namespace waymark::runtime
