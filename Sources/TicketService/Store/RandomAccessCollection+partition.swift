extension RandomAccessCollection where Index == Int {
    /// The first index whose element belongs to the second part, when all of the first part stand
    /// before all of the second; the end when none does.
    func partitioningIndex(where belongsToSecond: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if belongsToSecond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
