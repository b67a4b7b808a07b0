// The parts of the service and how they hang together. Behind service.hpp: nobody else includes it.
#pragma once

#include <map>

#include "workflows/runtime/courier.hpp"
#include "workflows/runtime/errands.hpp"
#include "workflows/runtime/writer.hpp"

namespace waymark::runtime {

class Service::Core {
  public:
    Core(Ports ports, const Program& program, Settings settings);

    Done open(const std::string& restored);
    void close();
    void advance(Instant to, const std::function<void(Instant)>& set);
    Done backup(const Actor& actor, const std::string& folder);

    Result<InstancePtr> instance(const Actor& actor, InstanceId id);
    Result<Page<InstancePtr>> instances(const Actor& actor, InstanceQuery query, std::size_t limit);
    Result<std::vector<EventChance>> chances(const Actor& actor, InstanceId id);
    Result<Page<WorkItem>> worklist(const Actor& actor, const WorkQuery& query, std::size_t limit);
    Result<Page<TimerRow>> timers(const Actor& actor, TimerQuery query, std::size_t limit);
    Result<Page<OutboxRow>> outbox(const Actor& actor, OutboxQuery query, std::size_t limit);
    Result<Correspondence> message(const Actor& actor, InstanceId instance, OutboxKey key);
    Result<states::Value> ask(const Actor& actor, std::string_view question, std::optional<InstanceId> about,
                              const QuestionParameters& parameters);
    [[nodiscard]] std::vector<const Question*> reports(const Actor& actor) const;
    Result<Page<Record>> history(const Actor& actor, InstanceId id, Sequence before, std::size_t limit);
    Result<Page<Record>> journal(const Actor& actor, Sequence from, std::size_t limit);
    Result<std::vector<const Definition*>> definitions(const Actor& actor);
    Result<Bulk::Put> keep_slice(const Actor& actor, InstanceId owner, std::uint32_t number,
                                 std::string_view bytes);
    Done replace_slice(InstanceId owner, std::uint32_t number, std::string_view bytes);
    void drop_slices(InstanceId owner);
    [[nodiscard]] std::unique_ptr<Inquiry> inquiry() const;
    [[nodiscard]] MailFigures mail_figures() const { return courier_.figures(); }

    Ports ports;
    const Program& program;
    const Settings settings;
    Definitions published;
    Lookups lookups;
    Holds holds;
    std::map<std::string, std::vector<std::function<void(const Instance&)>>, std::less<>> observers;
    std::function<void(const Instance&)> commit_observer;
    std::function<void()> prepare;

  private:
    // What open() does, in this order.
    Done load_definitions();
    Done replay();
    void restore_hold();
    void remember_keys();
    void plant_dues();
    Done publish();
    void decide_hold(const std::string& restored);

    void committed(const Changes& changes);
    /// What is open in the outbox, for the courier.
    void collect_mail();
    /// What is still to be done in other families.
    void collect_errands();
    [[nodiscard]] states::Value find_out(const Errand& errand) const;
    /// All that is due now is stepped, sent and recorded. Thread: any but the writer's.
    void catch_up();

    [[nodiscard]] bool may_read_book(const Actor& actor, std::string_view book) const;
    void find_work(const Actor& actor, const Definition& definition, std::vector<WorkItem>& found);
    [[nodiscard]] std::vector<InstancePtr> look_up(std::string_view lookup, std::string_view key) const;
    [[nodiscard]] FindInstances finder() const {
        return [this](std::string_view lookup, std::string_view key) { return look_up(lookup, key); };
    }
    [[nodiscard]] bool is_visible(const Actor& actor, InstanceId id) const;
    template <class Query>
    Done restrict(const Actor& actor, std::string_view book, Query& query) const;

    Window window_;
    DueTree dues_;
    Families families_;
    Batch batch_;
    Stage stage_;
    WriteBack write_back_;
    Idempotency idempotency_;
    Reading reading_;
    Courier courier_;
    Errands errands_;

  public:
    Writer writer;

  private:
    Sequence last_ = 0;        // of the journal when it was opened
    Instant last_written_at_;  // that record's
    std::mutex advancing_;
};

}  // namespace waymark::runtime
