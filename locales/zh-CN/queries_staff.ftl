# Standard queries as staff see them: what is kept, who approves, what is asked in vain (N1, O2).

query-referred = 客户问“{ $title }”后仍需处理：{ $text }
