// Answers questions from projections, window and journal together, so that each answer holds every change
// committed before it was asked. Not for decisions, and knows no roles: the service restricts the query
// beforehand. Owned by the service's core. Thread: any.
#pragma once

#include "workflows/runtime/ports/journal.hpp"
#include "workflows/runtime/service.hpp"
#include "workflows/runtime/window.hpp"

namespace waymark::runtime {

/// The message as of its newest committed change; nothing: there is none. Thread: any.
std::optional<OutboxRow> find_message(const Window& window, Projections& projections, OutboxKey key);

class Reading {
  public:
    Reading(Projections& projections, Window& window, Journal& journal, DefinitionOf definition_of);

    /// nullptr: there is none.
    [[nodiscard]] InstancePtr instance(InstanceId id) const;
    /// All of it, by id.
    [[nodiscard]] std::vector<InstancePtr> family(FamilyId family) const;
    /// Of one workflow, every one: for observers at the start.
    void each(const std::string& workflow, const std::function<void(const InstancePtr&)>& take) const;

    /// `visible`: rows that are counted and shown; empty: all that match.
    using Visible = std::function<bool(std::string_view workflow, FamilyId family, InstanceId id)>;
    [[nodiscard]] Page<InstancePtr> instances(const InstanceQuery& query, std::size_t limit,
                                              const Visible& visible = {}) const;
    /// `shown`: rows that are counted and shown, here and below; empty: all that match.
    [[nodiscard]] Page<TimerRow> timers(const TimerQuery& query, std::size_t limit,
                                        const std::function<bool(const TimerRow&)>& shown = {}) const;
    [[nodiscard]] std::optional<OutboxRow> message(OutboxKey key) const;
    /// All that the journal says of its recipients, oldest first. Errors: "bad-record".
    [[nodiscard]] Result<std::vector<Attempt>> attempts(const OutboxRow& row) const;
    /// Every one that matches, in no order.
    void each_message(const OutboxQuery& query, const std::function<void(const OutboxRow&)>& take) const;
    [[nodiscard]] Page<OutboxRow> outbox(const OutboxQuery& query, std::size_t limit,
                                         const std::function<bool(const OutboxRow&)>& shown = {}) const;

    /// Newest first, back along Record::previous from the instance's newest record, or from behind `before`.
    /// Errors: "not-found": no such instance, or `before` is none of its records. "bad-record".
    /// `hidden`: records that are passed over; empty: none.
    [[nodiscard]] Result<Page<Record>> history(InstanceId id, Sequence before, std::size_t limit,
                                               const std::function<bool(const Record&)>& hidden = {}) const;
    /// As Inquiry::stays. Throws std::runtime_error for a damaged record.
    [[nodiscard]] std::vector<Stay> stays(const Instance& instance, std::size_t most) const;
    [[nodiscard]] Result<Page<Record>> journal(Sequence from, std::size_t limit) const;
    /// Errors: "not-found", "bad-record".
    [[nodiscard]] Result<Record> record(Sequence sequence) const;

  private:
    [[nodiscard]] InstancePtr of_row(const InstanceRow& row) const;
    [[nodiscard]] std::uint64_t count_shown(Sequence from, const std::function<bool(const Record&)>& hidden,
                                            std::uint64_t most) const;

    Projections& projections_;
    Window& window_;
    Journal& journal_;
    DefinitionOf definition_of_;
};

}  // namespace waymark::runtime
